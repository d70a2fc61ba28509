"""The language server: :mod:`argmap.ide` in the words of the Language Server Protocol."""
