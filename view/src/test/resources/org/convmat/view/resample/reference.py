"""Scales a .npy picture with SciPy, and with Pillow if it is there; writes what they make as .npy."""
import sys

import numpy as np
from scipy import ndimage

folder = sys.argv[1]
picture = np.load(folder + "/picture.npy")
for scale in (2, 3, 4):
    for order, name in ((0, "nearest"), (1, "bilinear")):
        # unrounded: the comparison is with one grey level
        zoomed = ndimage.zoom(picture, scale, order=order, mode="nearest", grid_mode=True)
        np.save(f"{folder}/{name}-{scale}.npy", zoomed)

try:
    from PIL import Image
except ImportError:
    print("scipy", np.__version__)
    sys.exit()
image = Image.fromarray(picture.astype(np.float32))
filters = {
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos3": Image.Resampling.LANCZOS,
}
for name, kind in filters.items():
    for scale in (2, 3, 4):
        for way, size in (
            ("up", [n * scale for n in image.size]),
            ("down", [n // scale for n in image.size]),
        ):
            scaled = np.asarray(image.resize(size, kind), dtype=np.float64)
            np.save(f"{folder}/pillow-{way}-{name}-{scale}.npy", np.clip(scaled, 0, 255))
print("scipy and pillow")
