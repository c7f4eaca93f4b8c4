"""`python -m ecabinet`."""

from ecabinet.cli import main

if __name__ == "__main__":
    main()
