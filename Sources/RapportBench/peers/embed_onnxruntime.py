"""all-MiniLM-L6-v2 under onnxruntime, as the peer of `RapportBench embedding`.

Usage: embed_onnxruntime.py MODEL_DIR TEXTS.json THREADS BATCH
TEXTS.json is a list of strings. Each line `run` on standard input embeds them all once (tokenizing included) and
answers with one line of JSON: {"seconds": s, "checksum": c}. `vectors PATH` writes float32 vectors to PATH.

The graph is what onnxruntime's own transformer optimizer makes of a BERT export: EmbedLayerNormalization,
Attention with one fused QKV product, SkipLayerNormalization, BiasGelu (exact erf), all fp32; texts are sorted by
length so that a batch holds little padding; the tokenizer is Hugging Face's (Rust). Arena and thread settings are the
documented ones for CPU latency; spinning is left on, as is the default.
"""

import json
import struct
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

HEADS, LAYERS, WINDOW = 12, 6, 256


def read_safetensors(path):
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    (header_size,) = struct.unpack("<Q", raw[:8].tobytes())
    header = json.loads(raw[8 : 8 + header_size].tobytes())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + header_size + offset for offset in entry["data_offsets"])
        tensors[name] = raw[start:end].view(np.float32).reshape(entry["shape"])
    return tensors


def make_tokenizer(vocabulary):
    tokens = vocabulary.read_text(encoding="utf-8").split("\n")
    tokenizer = Tokenizer(
        models.WordPiece({t: i for i, t in enumerate(tokens) if t}, unk_token="[UNK]", max_input_chars_per_word=100)
    )
    tokenizer.add_special_tokens(
        [AddedToken(t, special=True, normalized=False) for t in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")]
    )
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 101), ("[SEP]", 102)]
    )
    tokenizer.enable_truncation(WINDOW)
    return tokenizer


def make_graph(weights):
    nodes, initializers = [], []

    def constant(name, array):
        initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(kind, inputs, outputs, domain="com.microsoft", **attributes):
        nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))

    def weight(name, transposed=False):
        return constant(name, weights[name].T if transposed else weights[name])

    embedding = [
        weight(f"embeddings.{part}")
        for part in (
            "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight",
            "LayerNorm.weight", "LayerNorm.bias",
        )
    ]  # fmt: skip
    node("EmbedLayerNormalization", ["ids", "types", *embedding], ["h0", "unused_mask"], epsilon=1e-12)
    hidden = "h0"
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        query_key_value = [prefix + f"attention.self.{part}" for part in ("query", "key", "value")]
        qkv_weight = constant(f"qkv_w{layer}", np.concatenate([weights[n + ".weight"].T for n in query_key_value], 1))
        qkv_bias = constant(f"qkv_b{layer}", np.concatenate([weights[n + ".bias"] for n in query_key_value]))
        node("Attention", [hidden, qkv_weight, qkv_bias, "mask"], [f"a{layer}"], num_heads=HEADS)
        out = prefix + "attention.output."
        node("MatMul", [f"a{layer}", weight(out + "dense.weight", True)], [f"p{layer}"], domain="")
        norm = [weight(out + "LayerNorm.weight"), weight(out + "LayerNorm.bias"), weight(out + "dense.bias")]
        node("SkipLayerNormalization", [f"p{layer}", hidden, *norm], [f"n{layer}"], epsilon=1e-12)
        inner = prefix + "intermediate.dense."
        node("MatMul", [f"n{layer}", weight(inner + "weight", True)], [f"i{layer}"], domain="")
        node("BiasGelu", [f"i{layer}", weight(inner + "bias")], [f"g{layer}"])
        out = prefix + "output."
        node("MatMul", [f"g{layer}", weight(out + "dense.weight", True)], [f"o{layer}"], domain="")
        norm = [weight(out + "LayerNorm.weight"), weight(out + "LayerNorm.bias"), weight(out + "dense.bias")]
        hidden = f"h{layer + 1}"
        node("SkipLayerNormalization", [f"o{layer}", f"n{layer}", *norm], [hidden], epsilon=1e-12)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, ["batch", "tokens"]) for n in ("ids", "types", "mask")]
    output = helper.make_tensor_value_info(hidden, TensorProto.FLOAT, ["batch", "tokens", 384])
    graph = helper.make_graph(nodes, "MiniLM", inputs, [output], initializers)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8), hidden


class Peer:
    def __init__(self, folder, threads, batch):
        self.batch = batch
        self.tokenizer = make_tokenizer(folder / "vocab.txt")
        model, self.output = make_graph(read_safetensors(folder / "model.safetensors"))
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        self.session = ort.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, texts):
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch_fast(texts)]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        vectors = np.empty((len(texts), 384), np.float32)
        for start in range(0, len(order), self.batch):
            rows = order[start : start + self.batch]
            width = len(ids[rows[-1]])
            padded = np.zeros((len(rows), width), np.int32)
            mask = np.zeros((len(rows), width), np.int32)
            for k, row in enumerate(rows):
                padded[k, : len(ids[row])] = ids[row]
                mask[k, : len(ids[row])] = 1
            feed = {"ids": padded, "types": np.zeros_like(padded), "mask": mask}
            (hidden,) = self.session.run([self.output], feed)
            weight = mask[:, :, None].astype(np.float32)
            pooled = (hidden * weight).sum(1) / weight.sum(1)
            vectors[rows] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return vectors


def main():
    folder, texts, threads, batch = sys.argv[1:5]
    texts = json.loads(Path(texts).read_text(encoding="utf-8"))
    peer = Peer(Path(folder), int(threads), int(batch))
    peer.embed(texts[: 2 * peer.batch])
    print(json.dumps({"ready": ort.__version__}), flush=True)
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        start = time.perf_counter()
        vectors = peer.embed(texts)
        seconds = time.perf_counter() - start
        if command == "vectors":
            vectors.tofile(argument)
        print(json.dumps({"seconds": seconds, "checksum": float(vectors.sum())}), flush=True)


if __name__ == "__main__":
    main()
