"""`python -m tovholder` is the same as `tovholder`."""

from tovholder.config.cli import main

if __name__ == "__main__":
    main()
