"""conversation_features.csv with pandas, plainly: one loop over pairs, one over conversations.

    python features_pandas_plain.py LOGS.pkl OUT.csv [STAGES.csv]

Written from the data dictionary, without a look at Rapport's own code: it is the oracle of the differential
test, and the slow peer of the benchmark.
"""

import hashlib
import sys

import pandas as pd

GAP = pd.Timedelta(hours=4)
ACTIVE_DAYS = 2.0
HOUR = 3600
DAY = 24 * HOUR


def load(path):
    logs = pd.read_pickle(path)
    for column in ["fan_message", "chatter_message", "fan_id", "model_name"]:
        logs[column] = logs[column].fillna("")
    for column in ["price", "tips"]:
        logs[column] = logs[column].fillna(0.0)
    logs["purchased"] = logs["purchased"].fillna(False).astype(bool)
    # A null number is 0; only a file without the column has its revenue computed.
    if "revenue" in logs:
        logs["revenue"] = logs["revenue"].fillna(0.0)
    else:
        logs["revenue"] = logs["price"].where(logs["purchased"], 0.0) + logs["tips"]

    system = logs["fan_message"].str.startswith("System:") | logs["chatter_message"].str.startswith("System:")
    if "is_system" in logs:
        system |= logs["is_system"].fillna(False).astype(bool)
    nobody = logs["fan_id"].str.strip().isin(["", "!"]) | (logs["model_name"].str.strip() == "")
    silent = (logs["fan_message"].str.strip() == "") & (logs["chatter_message"].str.strip() == "")
    return logs[~system & ~nobody & ~silent & logs["datetime"].notna()]


def identifier(*parts):
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def written(time):
    return time.isoformat()


def seconds(earlier, later):
    return (later - earlier).total_seconds()


def figures(rows):
    """What conversations and stages have in common."""
    start, end = rows["datetime"].iloc[0], rows["datetime"].iloc[-1]
    offers = rows[rows["price"] > 0]
    purchases = offers[offers["purchased"]]
    return {
        "started_at": written(start),
        "ended_at": written(end),
        "message_count": len(rows),
        "fan_message_count": (rows["fan_message"].str.strip() != "").sum(),
        "chatter_message_count": (rows["chatter_message"].str.strip() != "").sum(),
        "duration_hours": seconds(start, end) / HOUR,
        "total_revenue": rows["revenue"].sum(),
        "tip_revenue": rows["tips"].sum(),
        "offer_count": len(offers),
        "purchase_count": len(purchases),
        "success_rate": len(purchases) / len(offers) if len(offers) else None,
    }


def conversation_features(fan, model, rows, days_since_last_message):
    common = figures(rows)
    bought = ((rows["price"] > 0) & rows["purchased"]).to_numpy()
    times = rows["datetime"][bought]
    positions = bought.nonzero()[0]
    return {
        "conversation_id": identifier(fan, model, common["started_at"]),
        "fan_id": fan,
        "model_name": model,
        **common,
        "purchase_rate": common["purchase_count"] / common["message_count"],
        "messages_before_first_purchase": positions[0] if len(times) else None,
        "time_to_first_purchase_hours": (
            seconds(rows["datetime"].iloc[0], times.iloc[0]) / HOUR if len(times) else None
        ),
        "days_between_first_last_purchase": (
            seconds(times.iloc[0], times.iloc[-1]) / DAY if len(times) else None
        ),
        "is_active": "true" if days_since_last_message <= ACTIVE_DAYS else "false",
        "days_since_last_message": days_since_last_message,
    }


def stages(rows):
    """The rows of each stage that exists."""
    sales = (rows["revenue"] > 0).to_numpy().nonzero()[0]
    if len(sales) == 0:
        return [(1, rows)]
    first, last = sales[0], sales[-1]
    parts = [(1, rows.iloc[: first + 1]), (2, rows.iloc[first + 1 : last + 1]), (3, rows.iloc[last + 1 :])]
    return [(stage, part) for stage, part in parts if len(part)]


FEATURES = """conversation_id fan_id model_name started_at ended_at message_count fan_message_count
chatter_message_count duration_hours total_revenue tip_revenue offer_count purchase_count purchase_rate success_rate
messages_before_first_purchase time_to_first_purchase_hours days_between_first_last_purchase is_active
days_since_last_message""".split()

STAGES = """stage_id fan_id model_name stage started_at ended_at message_count fan_message_count chatter_message_count
duration_hours total_revenue tip_revenue offer_count purchase_count success_rate""".split()


def main(logs_path, features_path, stages_path=None):
    logs = load(logs_path)
    newest = logs["datetime"].max()
    feature_rows, stage_rows = [], []
    for (fan, model), rows in logs.groupby(["fan_id", "model_name"]):
        rows = rows.sort_values("datetime", kind="stable")
        days = seconds(rows["datetime"].iloc[-1], newest) / DAY
        conversation_number = (rows["datetime"].diff() > GAP).cumsum()
        for _, conversation in rows.groupby(conversation_number):
            feature_rows.append(conversation_features(fan, model, conversation, days))
        if stages_path:
            for stage, part in stages(rows):
                ids = {"stage_id": identifier(fan, model, f"stage{stage}"), "fan_id": fan, "model_name": model}
                stage_rows.append({**ids, "stage": stage, **figures(part)})
    features = pd.DataFrame(feature_rows, columns=FEATURES)
    features["messages_before_first_purchase"] = features["messages_before_first_purchase"].astype("Int64")
    features.to_csv(features_path, index=False)
    if stages_path:
        pd.DataFrame(stage_rows, columns=STAGES).to_csv(stages_path, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
