"""Files that come by a form: written to a folder of their own as they come, known again by what they hold."""

import asyncio
import tempfile
from hashlib import blake2b
from pathlib import Path

from litestar.datastructures import UploadFile

from tellings.exports.visible import label

LONGEST = 120  # characters of a file name that are kept
CHUNK = 1 << 20


async def keep_upload(file: UploadFile) -> tuple[str, str, str]:
    """Write a file to a folder of its own and return its name, its path, and the key by which the same file is known again.

    The name is the last part of what the browser says, without anything that could lead elsewhere.
    """
    name = plain_name(file.filename)
    folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="tellings-upload-")
    path = Path(folder, name)
    digest = await asyncio.to_thread(_write, file, path)
    await file.close()
    return name, str(path), f"upload/{digest}/{name}"


def _write(file: UploadFile, path: Path) -> str:
    digest = blake2b(digest_size=16)
    with path.open("xb") as out:
        while block := file.file.read(CHUNK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def plain_name(name: str) -> str:
    r"""Return a file name that stays in its folder.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\desk\\a b.txt"), plain_name(".."), plain_name("a\x00b")
    ('passwd', 'a b.txt', 'upload', 'a␀b')
    """
    last = label(name.replace("\\", "/").rpartition("/")[2], LONGEST).replace("/", "")
    stem, dot, kind = last.rpartition(".")
    short = f"{stem[: LONGEST - 20]}{dot}{kind[:12]}" if dot else last[: LONGEST - 20]
    kept = short.encode("utf-8", "replace")[:200].decode("utf-8", "ignore").strip(". ") if short.strip(". ") else ""
    return kept or "upload"
