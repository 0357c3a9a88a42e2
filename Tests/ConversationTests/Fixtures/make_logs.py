"""Logs for the differential test, as a pickle.

    python make_logs.py plain|adversarial SEED OUT.pkl

`plain` has pauses, offers and tips in about the proportions of real logs. `adversarial` puts what breaks
segmentation and CSV into few rows: gaps of exactly four hours and a second more or less, equal timestamps,
pairs of one row, a fan with 18 models, names with quotes, line breaks and emoji, nulls, blank texts of odd
spaces, system rows and fans without a name.
"""

import sys

import numpy as np
import pandas as pd

START = np.datetime64("2025-04-09T00:00:00", "ns")
COLUMNS = """chatter_name model_name fan_message chatter_message price purchased fan_id datetime tips revenue""".split()


def plain(random):
    fans, rows = 100, 5880
    fan = random.zipf(1.6, rows) % fans
    # A third of the fans talk to several models.
    model = (fan * 7 + np.where(fan % 3 == 0, random.integers(0, 5, rows), 0)) % 22
    minutes = random.choice([0.05, 0.35, 2.5, 7.5, 92, 729, 2583], rows, p=[0.05, 0.25, 0.35, 0.2, 0.07, 0.06, 0.02])
    seconds = (np.cumsum(minutes * random.exponential(1.0, rows)) * 60).astype(np.int64) % (7 * 86400)
    price = np.where(random.random(rows) < 0.06, random.choice([15, 50, 25, 200, 69.69, 10, 12.22, 20], rows), 0.0)
    return table(
        fan=[f"fan_{100000 + f}" for f in fan],
        model=[f"Model{m}" for m in model],
        seconds=seconds,
        price=price,
        purchased=(price > 0) & (random.random(rows) < 0.5),
        tips=np.where(random.random(rows) < 0.01, random.choice([5, 7.5, 20], rows), 0.0),
        fan_message=np.where(random.random(rows) < 0.34, "", "how was your day").astype(object),
        chatter_message=np.full(rows, "lovely, tell me about yours").astype(object),
    )


FANS = [
    "Tom_1", "Tom_10", "tom_1", 'say "hi"_2', "comma,fan_3", "line\nbreak_4", "line\r\nbreak_5", "😀fan😀_6",
    "Zo\u00eb_7", "Zoe\u0308_7", " leading_8", "trailing_9 ", "NA", "null", "1e5", "007", "a@b@c_10", "50%/x_11",
    "'quoted'_12", "\ufffd_13", "\U00010000_14", "\ue000_15", "=1+1_16", "back\\slash_17", "tab\t_18",
]
MODELS = ["Model1", "Model2", "model1", 'M"3', "M,4", "M\n5", "😈", "Mia\u0301"]
BLANKS = ["", " ", "\u00a0", "\u3000\u2003", "\u2028", "\x1c\x1f", "\u0085\t\r\n", "\u205f\u1680"]
SAID = ["hi", "\u200b", "\ufeff", " x ", "&nbsp;", "\u180e", "\u2800", "\x00"]
HOUR = 3600


def adversarial(random):
    pairs = [(fan, model) for fan in FANS for model in random.choice(MODELS, 3, replace=False)]
    # One fan with 18 models.
    pairs += [("Max_18", f"Model{number}") for number in range(18)]
    rows = []
    for fan, model in pairs:
        second = int(random.integers(0, 86400))
        for _ in range(int(random.choice([1, 1, 2, 3, 8, 30]))):
            rows.append((fan, model, second))
            second += int(random.choice([0, 0, 1, 60, 4 * HOUR, 4 * HOUR + 1, 4 * HOUR - 1, 2 * 86400, 30000]))
    order = random.permutation(len(rows))
    fan, model, seconds = zip(*(rows[position] for position in order))
    count = len(rows)
    price = np.where(random.random(count) < 0.4, random.choice([0.01, 3, 69.69, 12.22, 200, 0.1], count), 0.0)
    logs = table(
        fan=fan,
        model=model,
        seconds=np.array(seconds),
        price=np.where(random.random(count) < 0.1, np.nan, price),
        # Purchases without a price happen, and are none.
        purchased=random.random(count) < 0.5,
        tips=np.where(random.random(count) < 0.1, random.choice([np.nan, 5, 0.3], count), 0.0),
        fan_message=random.choice(np.array(BLANKS + SAID + [None], dtype=object), count),
        chatter_message=random.choice(np.array(BLANKS + SAID + SAID + [None], dtype=object), count),
    )
    # What was paid is not always what was asked.
    logs["revenue"] = np.where(random.random(count) < 0.1, np.nan, logs["revenue"] + random.choice([0, 0, 0, 1], count))
    logs.loc[random.random(count) < 0.03, "fan_message"] = "System: welcome"
    logs.loc[random.random(count) < 0.02, "fan_id"] = "!"
    logs.loc[random.random(count) < 0.02, "fan_id"] = None
    logs.loc[random.random(count) < 0.02, "model_name"] = " "
    logs.loc[random.random(count) < 0.02, "datetime"] = pd.NaT
    # Some exports lack the column, which is not the same as holding nulls in it.
    return logs.drop(columns="revenue") if random.random() < 0.3 else logs


def table(fan, model, seconds, price, purchased, tips, fan_message, chatter_message):
    logs = pd.DataFrame(
        {
            "chatter_name": "Chatter1",
            "model_name": model,
            "fan_message": fan_message,
            "chatter_message": chatter_message,
            "price": price,
            "purchased": purchased,
            "fan_id": fan,
            "datetime": START + seconds.astype("timedelta64[s]").astype("timedelta64[ns]"),
            "tips": tips,
            "revenue": np.where(purchased, np.nan_to_num(price), 0.0) + np.nan_to_num(tips),
        }
    )
    logs.index = np.arange(len(logs)) * 3 + 5
    return logs[COLUMNS]


if __name__ == "__main__":
    kind, seed, out = sys.argv[1:]
    {"plain": plain, "adversarial": adversarial}[kind](np.random.default_rng(int(seed))).to_pickle(out)
