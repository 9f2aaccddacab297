"""Signatures of Standard Webhooks (standardwebhooks.com, version 1): HMAC-SHA256 over ``id.timestamp.body``."""

import base64
import hmac
import secrets
from hashlib import sha256

PREFIX = "whsec_"
SECRET = 32  # random bytes


def new_secret() -> str:
    """Return a secret as receivers take it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET)).decode()


def sign(secret: str, message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the headers of a message: its id, its time in seconds since 1970, its signature.

    >>> sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    ... # doctest: +NORMALIZE_WHITESPACE
    {'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330',
     'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='}
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.new(key, f"{message}.{timestamp}.".encode() + body, sha256).digest()
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
