# Draws content/mau/poster/doi-va-dong.png: hills, fields and a sun in flat colours, made by no one but this script.
# draw_hills.py FILE
import math
import struct
import sys
import zlib

width, height, fine = 2400, 1500, 3  # Each point is the mean of `fine` samples in a column.
sky = [(253, 244, 226), (250, 232, 200), (246, 218, 172)]
sun, glow = (201, 150, 43), (240, 205, 130)
# From far to near: colour, height of the crest, how much it waves, how long the waves are, where they begin.
hills = [((178, 190, 186), 0.50, 0.050, 1.3, 0.4), ((133, 163, 150), 0.58, 0.055, 1.9, 2.1),
         ((84, 132, 108), 0.66, 0.045, 1.5, 4.0), ((46, 104, 76), 0.75, 0.040, 2.3, 1.2)]
field, ridge = (120, 158, 82), (96, 136, 66)
water = (150, 186, 204)


def crest(hill, x):
    _, level, wave, long, begin = hill
    return level - wave * math.sin(long * 2 * math.pi * x + begin) - wave * 0.35 * math.sin(5.3 * long * x + begin)


def colour(x, y, crests):
    for hill, top in reversed(list(zip(hills, crests))):
        if y >= top and hill is not hills[-1]:
            return hill[0]
        if y >= top:
            break
    else:
        away = math.hypot((x - 0.57) * width / height, y - 0.40)
        if away < 0.095:
            return sun
        if away < 0.120:
            return glow
        return sky[min(2, int(y / 0.2))]
    if y < crests[-1] + 0.05:
        return hills[-1][0]
    # Terraces: bands that follow the nearest crest, with a strip of water among them.
    depth = (y - crests[-1] - 0.05) / 0.05 + 0.25 * math.sin(7 * x)
    band = int(depth)
    if band == 2:
        return water
    return field if depth - band < 0.8 else ridge


colours, rows = {}, []
for row in range(height):
    rows.append(bytearray(width))
tops = [[crest(hill, x / width) for hill in hills] for x in range(width)]
for x in range(width):
    column = [colour(x / width, (y + 0.5) / (height * fine), tops[x]) for y in range(height * fine)]
    for y in range(height):
        parts = column[y * fine:(y + 1) * fine]
        mean = tuple(sum(part[i] for part in parts) // fine for i in range(3))
        rows[y][x] = colours.setdefault(mean, len(colours))
if len(colours) > 256:
    sys.exit(f"{len(colours)} colours: too many for one palette")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


with open(sys.argv[1], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)) +
               chunk(b"PLTE", b"".join(map(bytes, colours))) +
               chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)) + chunk(b"IEND", b""))
