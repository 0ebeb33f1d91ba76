"""Holds the matrices in a folder to SciPy's own correlation of images of single ones."""
import glob
import os
import sys

import numpy as np
import scipy.io
import scipy.signal
import scipy.sparse

folder = sys.argv[1]
kernel = np.load(os.path.join(folder, "k.npy"))
height, width = 9, 7


def matrix(stride, dilation, padding):
    """Column by column: what happens to the image that has a one in one place."""
    spread = np.zeros([dilation * (k - 1) + 1 for k in kernel.shape], kernel.dtype)
    spread[::dilation, ::dilation] = kernel
    columns = []
    for i in range(height * width):
        image = np.zeros(height * width, kernel.dtype)
        image[i] = 1
        padded = np.pad(image.reshape(height, width), padding)
        full = scipy.signal.correlate2d(padded, spread, mode="valid")
        columns.append(full[::stride, ::stride].ravel())
    return np.array(columns).T


def load(path):
    if path.endswith("dense.npz"):
        return np.load(path)["arr_0"]
    if path.endswith(".npz"):
        sparse = scipy.sparse.load_npz(path)
        assert sparse.format == os.path.basename(path)[-7:-4], sparse.format
        if sparse.format != "coo":
            assert sparse.has_sorted_indices
        return sparse.toarray()
    if path.endswith(".mtx"):
        return scipy.io.mmread(path).toarray()
    if path.endswith(".npy"):
        return np.load(path)
    return np.loadtxt(path, delimiter=",", dtype=np.int64, ndmin=2)


checked = 0
for number, line in enumerate(open(os.path.join(folder, "cases.txt"))):
    stride, dilation, rows, columns = line.split()
    padding = [[int(n) for n in ends.split(":")] for ends in (rows, columns)]
    expected = matrix(int(stride), int(dilation), padding)
    for path in glob.glob(os.path.join(folder, f"{number}*.*")):
        wanted = expected.T if os.path.basename(path)[1] == "t" else expected
        found = load(path)
        assert found.dtype == np.int64, (path, found.dtype)
        np.testing.assert_array_equal(found, wanted, err_msg=path)
        checked += 1
print("checked", checked, "files")
