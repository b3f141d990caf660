"""The command `gestand`: its language, then the program in it."""

import os
import sys

from languages import chosen, speak


def main() -> None:
    """Run the command line in the language that it asks for."""
    speak(chosen(sys.argv[1:], os.environ))
    # Whatever says a word says it in the language of when it is loaded.
    from commands.program import main as run

    run()


if __name__ == "__main__":
    main()
