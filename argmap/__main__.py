"""Where the command starts: ``argmap``, or ``python -m argmap``."""

import gc


def main() -> None:
    """Run the command line."""
    # A command makes no garbage that is worth looking for before it ends, and to look for it
    # while modules are loaded costs a tenth of the start.
    gc.disable()
    from argmap.cli import leave, main

    try:
        main()
    except SystemExit as end:
        leave(end.code)


if __name__ == "__main__":
    main()
