"""schemathesis asks the API what its document allows and what it does not."""

import pytest

from bench.cases import run
from tests.service.conftest import AUK


@pytest.mark.slow
def test_document_is_kept_to(served, tmp_path):
    """No fault, and no answer that the document does not promise; `python -m bench.cases` makes 5,000 cases."""
    served.take(*AUK)
    code, cases, said = run(served.address.rstrip("/"), 8, tmp_path)
    assert code == 0, said[-8000:]
    assert cases > 1_000
