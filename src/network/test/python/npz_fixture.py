"""Writes src/network/test/resources/gradus/data/numpy.npz, which NpzTest reads. Run from the kit's folder."""

import numpy as np

np.savez(
    "src/network/test/resources/gradus/data/numpy.npz",
    double=np.arange(6, dtype=np.float64).reshape(2, 3) / 7,
    single=np.arange(24, dtype=np.float32).reshape(2, 3, 2, 2) / 7,
    int64=np.array([-1, 2**40], dtype=np.int64),
    int32=np.array([[1, -2], [3, 4]], dtype=np.int32),
    uint8=np.array([0, 255], dtype=np.uint8),
    scalar=np.float64(2.5),
    text=np.array("naïve 学"),
    empty=np.zeros((0, 3)),
)
np.savez("src/network/test/resources/gradus/data/fortran.npz", x=np.asfortranarray(np.eye(2, 3)))
np.savez("src/network/test/resources/gradus/data/complex.npz", x=np.zeros(2, dtype=np.complex128))
np.savez_compressed("src/network/test/resources/gradus/data/compressed.npz", x=np.arange(100.0))
