"""A small encoder for English, read with onnxruntime from weights in this package."""
