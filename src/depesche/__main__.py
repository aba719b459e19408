"""`python -m depesche`."""

from depesche.cli import main

main()
