"""The near end of a wire: fetch each URL on standard input by the rules as they ship, and print what came of it.

One JSON object a line goes in, ``{"url", "also"?, "robots"?, "post"?, "named"?}``; one comes out, ``{"body"}`` or
``{"kind", "says"}``. The last line tells how many connections were made to this end's own loopback, where a server waits that
nobody may reach.
"""

import json
import sys

from played import Stage

from tellings.fetching import Fetcher, FetchError, Rules, named


def main() -> None:
    """Fetch, with the machine's own resolver."""
    with Stage(at=("127.0.0.1", 80)) as four, Stage(at=("::1", 80)) as six:
        for line in sys.stdin:
            case = json.loads(line)
            rules = Rules(also=tuple(case.get("also", ())), delay=0.0, connect=1.0, total=5.0)
            with Fetcher(named(case["url"], rules) if case.get("named") else rules) as fetcher:
                try:
                    if case.get("post"):
                        told = {"body": f"taken: {fetcher.post(case['url'], b'{}').status}"}
                    else:
                        told = {"body": fetcher.fetch(case["url"], robots=case.get("robots", True)).body.decode()}
                except FetchError as error:
                    told = {"kind": error.kind, "says": str(error)}
            print(json.dumps(told))
        print(json.dumps({"loopback": four.connections + six.connections}))


if __name__ == "__main__":
    main()
