"""Says how much language there is in synthetic logs: do answers belong to their questions, do fans show who they are?

    rapport synth --fans 100 --models 22 --days 7 --seed 1 --out logs.pkl --truth truth.jsonl
    rapport --store /tmp/store ingest logs.pkl && rapport --store /tmp/store embed
    rapport --store /tmp/store export embeddings --method text --out stages.pkl
    python data/evaluate_synthetic.py logs.pkl truth.jsonl stages.pkl

The probe is a logistic regression on the stage vectors, judged by cross-validation: over stages, and over
fans, where no fan of the training part is in the test part. Needs pandas and scikit-learn.
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, StratifiedKFold, cross_val_predict


def doubled_share(logs):
    """The share of the fan messages over 30 characters that say again what another one says."""
    long = logs.fan_message[logs.fan_message.str.len() > 30]
    return 1 - long.nunique() / len(long)


def answer_auc(logs, random):
    """How well words tell the true answer from a random one of the same model (area under the curve)."""
    rows = logs[(logs.fan_message.str.strip() != "") & (logs.chatter_message.str.strip() != "")]
    others = rows.chatter_message.copy()
    for _, group in rows.groupby("model_name"):
        others[group.index] = random.permutation(group.chatter_message.to_numpy())
    words = TfidfVectorizer(sublinear_tf=True).fit(pd.concat([rows.fan_message, rows.chatter_message]))
    questions = words.transform(rows.fan_message)
    scores = [np.asarray(questions.multiply(words.transform(texts)).sum(axis=1)).ravel()
              for texts in (rows.chatter_message, others)]
    return roc_auc_score(np.repeat([1, 0], len(rows)), np.concatenate(scores))


def vectors_of(stages):
    """The one column that holds vectors."""
    column = next(name for name in stages if isinstance(stages[name].iloc[0], np.ndarray))
    return np.stack(stages[column].to_list())


def probe(stages, kinds):
    """How often a linear probe finds the fan's kind, and how often always naming the largest kind would."""
    wanted = stages.fan_id.map(kinds).to_numpy()
    vectors = vectors_of(stages)
    model = LogisticRegression(C=10, max_iter=3000)
    over_stages = cross_val_predict(model, vectors, wanted, cv=StratifiedKFold(5, shuffle=True, random_state=0))
    over_fans = cross_val_predict(model, vectors, wanted, cv=GroupKFold(5), groups=stages.fan_id)
    largest = pd.Series(wanted).value_counts(normalize=True).max()
    return (over_stages == wanted).mean(), (over_fans == wanted).mean(), largest


def main(logs_path, truth_path, stages_path=None):
    logs = pd.read_pickle(logs_path).reset_index(drop=True)
    with open(truth_path, encoding="utf-8") as lines:
        truth = [json.loads(line) for line in lines]
    kinds = {record["fan_id"]: record["kind"] for record in truth if record["record"] == "fan"}
    print(f"rows                                         {len(logs)}")
    print(f"fan messages over 30 characters said twice   {doubled_share(logs):.3f}")
    print(f"AUC of the true answer against another one   {answer_auc(logs, np.random.default_rng(0)):.3f}")
    if stages_path:
        over_stages, over_fans, largest = probe(pd.read_pickle(stages_path), kinds)
        print(f"linear probe for the kind, over stages       {over_stages:.3f}")
        print(f"linear probe for the kind, over fans         {over_fans:.3f}")
        print(f"the largest kind                             {largest:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
