"""The `sourcewise` command: starts it, or says which package is missing."""

import sys

MISSING_PACKAGE = 5


def main() -> None:
    """Run the command line."""
    try:
        from answering.cli import main as run

        run()
    except ModuleNotFoundError as error:
        sys.stderr.write(
            f"sourcewise: The package with the module {error.name!r} is missing: "
            "install the program again with 'make install' or 'pip install --editable .'.\n"
        )
        sys.exit(MISSING_PACKAGE)


if __name__ == "__main__":
    main()
