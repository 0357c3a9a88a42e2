"""The reference tokenizer of all-MiniLM-L6-v2: Hugging Face `tokenizers`, built from vocab.txt.

    reference_tokenizer.py ids VOCAB < texts > ids       per text, a JSON array of the ids with [CLS] and [SEP]
    reference_tokenizer.py scalars VOCAB > words         per scalar U+0000 to U+10FFFF without surrogates, the words
                                                         that normalising and splitting make of the scalar, U+302E and
                                                         the scalar again, with blanks between
    reference_tokenizer.py fixture VOCAB > FIXTURE       tokenizer_fixture.json, for machines without Python

Texts come as lines of JSON strings.
"""

import json
import random
import sys

from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def make_tokenizer(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        tokens = file.read().split("\n")
    ids = {token: id for id, token in enumerate(tokens) if token}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    tokenizer.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])]
    )
    return tokenizer


def words_of_every_scalar(tokenizer, out):
    for value in range(0x110000):
        if 0xD800 <= value < 0xE000:
            continue
        # A tone mark between two of it shows the canonical order, too.
        normal = tokenizer.normalizer.normalize_str(chr(value) + "\u302e" + chr(value))
        words = [word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normal)]
        out.write((" ".join(words) + "\n").encode())


def fixture(tokenizer):
    """A few hundred texts of the kinds that go wrong, drawn from one seed."""
    draw = random.Random(20250409)
    alphabets = [
        "abcdefghijklmnopqrstuvwxyz      ", "ABC xyz 0123,.!?'-", "àéîõüçñÅØßẞŁİıſςΣ ",
        "\u0300\u0301\u0323\u0327\u0345\u302a\u302ea e", "你好世界东京カタカナひらがな ", "안녕하세요 각힣",
        "مرحبا שלום नमस्ते ไทย ", "😂🔥❤️👨\u200d👩\u200d👧🇧🇷🏽 ok ",
        "\x00\x01\t\n\x0b\x0c\r\x1c\x1f\x7f\x85\xa0\u00ad\u1680\u2003\u2028\u200b\u202f\u3000\ufeff\ufffdab ",
        "¿¡«»„“”‘’—–…·§¶†‡‰€£$^`|~<=>+ a", "ⅧⅣ½²ﬁﬂ①Ａｂ ", "\ue000\U000f0000\u0378\U0001fbff\U000e0001\U0010ffff a",
    ]  # fmt: skip
    texts = ["", " ", "[SEP]", "a[SEP]b [sep] [MASK][PAD][UNK][CLS", "x" * 100, "x" * 101, "é" * 100, "un" * 60 + " end"]
    for alphabet in alphabets:
        for _ in range(20):
            texts.append("".join(draw.choice(alphabet) for _ in range(draw.randint(1, 40))))
    for _ in range(60):
        texts.append("".join(draw.choice(draw.choice(alphabets)) for _ in range(draw.randint(1, 60))))
    return {"texts": texts, "ids": [encoding.ids for encoding in tokenizer.encode_batch(texts)]}


def main():
    command, vocabulary = sys.argv[1:3]
    tokenizer = make_tokenizer(vocabulary)
    if command == "ids":
        texts = [json.loads(line) for line in sys.stdin.buffer]
        for encoding in tokenizer.encode_batch(texts):
            sys.stdout.write(json.dumps(encoding.ids) + "\n")
    elif command == "scalars":
        words_of_every_scalar(tokenizer, sys.stdout.buffer)
    elif command == "fixture":
        made = fixture(tokenizer)
        pairs = zip(made["texts"], made["ids"])
        lines = ",\n".join(json.dumps({"text": text, "ids": ids}) for text, ids in pairs)
        sys.stdout.write("[\n" + lines + "\n]\n")
    else:
        sys.exit(f"unknown command {command}")


if __name__ == "__main__":
    main()
