"""Every error a user can meet, as one tree.

    SourcewiseError                 exit code 1
    ├── CorpusError      3          a document or `sources.toml` cannot be read
    ├── IndexFolderError 4          the index cannot be read or written
    ├── ModelError       5          the embedding model or a package is missing
    ├── DataFileError    6          a data file of the program or the corpus is malformed
    ├── InputError       7          a request or a saved answer is malformed
    ├── QuoteError       8          a quote would not be a whole sentence of its source
    ├── PortError        9          the port of the page is taken
    └── FeedbackError   10          the feedback cannot be read or written

Exit code 2 is a wrong command line, as usual. A message says what is wrong, where, and what to do
about it.
"""


class SourcewiseError(Exception):
    """The root; `exit_code` is what the command line returns."""

    exit_code = 1


class CorpusError(SourcewiseError):
    """A document or `sources.toml` cannot be read."""

    exit_code = 3


class IndexFolderError(SourcewiseError):
    """The index cannot be read or written."""

    exit_code = 4


class ModelError(SourcewiseError):
    """The embedding model, or a package it needs, is missing or unusable."""

    exit_code = 5


class DataFileError(SourcewiseError):
    """A data file (knowledge, topics) is malformed."""

    exit_code = 6


class InputError(SourcewiseError):
    """A request or a saved answer is malformed."""

    exit_code = 7


class QuoteError(SourcewiseError):
    """Somebody tried to quote something that is not a whole sentence or list item of the source."""

    exit_code = 8


class PortError(SourcewiseError):
    """The page cannot listen where it was told to."""

    exit_code = 9


class FeedbackError(SourcewiseError):
    """The file with what readers think of answers cannot be read or written."""

    exit_code = 10
