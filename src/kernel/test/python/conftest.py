"""The kernel that the tests of a module share, or have for themselves."""

import pytest
from kernel_client import Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


@pytest.fixture
def fresh_notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()
