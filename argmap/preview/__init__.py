"""The page of :mod:`argmap.render.html`, served to this machine and kept up to date."""
