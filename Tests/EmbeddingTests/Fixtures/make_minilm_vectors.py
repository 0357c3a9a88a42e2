"""Writes minilm_vectors.json: vectors of the texts of tokenizer_fixture.json, computed in float64 with numpy alone.

    make_minilm_vectors.py MODEL_DIR > minilm_vectors.json

An implementation of its own, straight from the description of BERT, so that it shares no mistake with ours; its vectors
of the twelve golden texts differ from sentence-transformers' by less than 2e-7, which it checks first.
Vectors are base64 of float32, little-endian, one after the other.
"""

import base64
import json
import math
import struct
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
erf = np.vectorize(math.erf, otypes=[np.float64])


def read_weights(path):
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    weights = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if entry.get("dtype") == "F32":
            start, end = (8 + size + offset for offset in entry["data_offsets"])
            weights[name] = np.frombuffer(raw[start:end], "<f4").astype(np.float64).reshape(entry["shape"])
    return weights


def vector(weights, ids):
    def linear(x, name):
        return x @ weights[name + ".weight"].T + weights[name + ".bias"]

    def norm(x, name):
        centred = x - x.mean(1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(1, keepdims=True) + 1e-12)
        return scaled * weights[name + ".weight"] + weights[name + ".bias"]

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(6):
        base = f"encoder.layer.{layer}."
        q, k, v = (
            linear(x, base + "attention.self." + part).reshape(len(ids), 12, 32).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(32)
        shares = np.exp(scores - scores.max(2, keepdims=True))
        context = (shares / shares.sum(2, keepdims=True)) @ v
        context = context.transpose(1, 0, 2).reshape(len(ids), 384)
        x = norm(linear(context, base + "attention.output.dense") + x, base + "attention.output.LayerNorm")
        inner = linear(x, base + "intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        x = norm(linear(inner, base + "output.dense") + x, base + "output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def main():
    weights = read_weights(Path(sys.argv[1]) / "model.safetensors")
    for item in json.loads((HERE / "minilm_golden.json").read_text())["items"]:
        difference = np.abs(vector(weights, item["token_ids"]) - item["embedding"]).max()
        assert difference < 2e-7, difference
    items = json.loads((HERE / "tokenizer_fixture.json").read_text())
    vectors = np.array([vector(weights, item["ids"][:255] + [102] if len(item["ids"]) > 256 else item["ids"]) for item in items])
    text = base64.b64encode(vectors.astype("<f4").tobytes()).decode()
    print(json.dumps({"count": len(items), "dimension": 384, "vectors": text}))


if __name__ == "__main__":
    main()
