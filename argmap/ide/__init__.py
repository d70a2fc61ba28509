"""What an editor asks about a map: offsets go in, values come out.

Nothing here knows of a protocol, or of files. A :class:`View` is a map at one moment; every
function is given one, and offsets into the map's own file.
"""
