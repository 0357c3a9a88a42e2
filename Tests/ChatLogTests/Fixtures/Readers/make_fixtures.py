"""Writes the fixtures of the readers' tests with the pandas that runs it, into a folder named after it.

    python3 -m venv v15 && v15/bin/pip install pandas==1.5.3 numpy==1.24.4 pyarrow==14.0.2
    python3 -m venv v22 && v22/bin/pip install pandas==2.2.3 numpy==1.26.4 pyarrow==17.0.0
    python3 -m venv v23 && v23/bin/pip install pandas==2.3.3 numpy==2.2.6 pyarrow==21.0.0
    python3 -m venv v3  && v3/bin/pip install pandas==3.1.1 numpy==2.4.6 pyarrow==26.0.1
    for v in v15 v22 v23 v3; do $v/bin/python make_fixtures.py .; done

Every fixture of the folder `same` holds the same rows, those of `expected.json`, in another form; the
others are named after what is special about them. Needs a Python that pandas 1.5.3 has wheels for (3.11).
"""

import datetime as dt
import decimal
import json
import pathlib
import pickle
import sys
import uuid
import zoneinfo

import numpy as np
import pandas as pd
import pyarrow as pa

NAMES = ["chatter_name", "model_name", "fan_message", "chatter_message", "price", "purchased", "fan_id",
         "datetime", "tips", "revenue"]
TEXTS = ["chatter_name", "model_name", "fan_message", "chatter_message", "fan_id"]
VERSION = tuple(int(part) for part in pd.__version__.split(".")[:2])


def rows():
    fan_texts = ["hey you \U0001F60A", "", "caf\u00e9 \u00a3 \u00ff", "line one\nline two", 'she said "hi"', "a,b;c",
                 "\u65e5\u672c\u8a9e \ud55c\uad6d\uc5b4", "  blanks  ", "tom &amp; jerry &#39;s", "x" * 300, "\\u0041 \\n",
                 "nul\u0000 here"]
    chatter_texts = ["good morning", "how was work? \U0001F525\U0001F525", "tab\there", "", "caf\u00e9 " * 60,
                     "System is down", "null", "True", "1.5", "CR\rLF\r\nend"]
    prices = [0.0, 69.69, 12.22, 200.0, 0.0, 15.0, 0.1]
    result = []
    for i in range(24):
        price = prices[i % 7]
        purchased = price > 0 and i % 2 == 0
        tip = float([0, 0, 5, 10][i % 4])
        fan, chatter = fan_texts[i % 12], chatter_texts[i % 10]
        if not fan and not chatter:
            chatter = "hi again"
        seconds = 1744156830 + (i * 7919) % 24 * 3600 + i
        result.append(dict(
            chatter_name=f"Chatter{i % 5}", model_name=f"Model{i % 3}", fan_message=fan, chatter_message=chatter,
            price=price, purchased=purchased, fan_id=["Tom_88123", "A.b.c_693154", "fan_204170", "\u017belka_1"][i % 4],
            datetime=seconds, tips=tip, revenue=(price if purchased else 0.0) + tip))
    return result


ROWS = rows()
INDEX = [(i * 37) % 101 * 9 + 4 for i in range(24)]


def column(name):
    return [row[name] for row in ROWS]


def frame():
    data = {name: pd.Series(column(name), dtype=object, index=INDEX) if name in TEXTS else column(name)
            for name in NAMES}
    data["datetime"] = pd.to_datetime(column("datetime"), unit="s").astype("datetime64[ns]")
    df = pd.DataFrame(data, index=INDEX)[NAMES]
    assert [str(t) for t in df.dtypes[["fan_id", "price", "purchased", "datetime"]]] == [
        "object", "float64", "bool", "datetime64[ns]"]
    return df.copy()


def nulled(df, null):
    """Empty texts become `null`."""
    df = df.copy()
    for name in ["fan_message", "chatter_message"]:
        df[name] = pd.Series([null if not text else text for text in column(name)], dtype=object, index=INDEX)
    return df


def moments(zone=None):
    return [dt.datetime.fromtimestamp(s, dt.timezone.utc).astimezone(zone) if zone
            else dt.datetime.fromtimestamp(s, dt.timezone.utc).replace(tzinfo=None) for s in column("datetime")]


def with_times(values):
    df = frame()
    df["datetime"] = pd.Series(values, dtype=object, index=df.index)
    return df


def plain(out):
    for protocol in range(6):
        frame().to_pickle(out / f"protocol{protocol}.pkl", protocol=protocol)
    frame().to_pickle(out / "gzipped.pkl.gz", compression="gzip")
    with open(out / "optimized.pkl", "wb") as file:
        import pickletools
        file.write(pickletools.optimize(pickle.dumps(frame(), protocol=4)))


def layouts(out):
    one_by_one = frame()[["price"]]
    for name in NAMES:
        one_by_one[name] = frame()[name]
    one_by_one[NAMES[::-1]].to_pickle(out / "block_each_reversed.pkl")
    frame().reset_index(drop=True).to_pickle(out / "range_index.pkl")
    frame().set_index(pd.MultiIndex.from_arrays([range(24), list("abcdefghijkl") * 2])).to_pickle(out / "multi_index.pkl")
    frame().set_index(pd.date_range("2020-01-01", periods=24, tz="UTC")).to_pickle(out / "datetime_index.pkl")
    frame().set_index(pd.Index([f"k{i}" for i in range(24)])).to_pickle(out / "text_index.pkl")
    twice = pd.concat([frame(), frame()]).iloc[24:]
    twice.to_pickle(out / "sliced.pkl")
    frame().iloc[::-1].iloc[::-1].to_pickle(out / "strided.pkl", protocol=4)
    numbers = pd.DataFrame(np.asfortranarray(frame()[["price", "tips", "revenue"]].to_numpy()),
                           columns=["price", "tips", "revenue"], index=INDEX)
    others = frame().drop(columns=["price", "tips", "revenue"])
    pd.concat([numbers, others], axis=1).to_pickle(out / "fortran.pkl")
    pd.concat([numbers, others], axis=1).to_pickle(out / "fortran_protocol4.pkl", protocol=4)
    # An object block in each memory order, with the list in C order whatever the array's.
    texts = np.array([column(name) for name in TEXTS], dtype=object).T
    for name, array in {"object_rows": np.ascontiguousarray(texts), "object_columns": np.asfortranarray(texts)}.items():
        block = pd.DataFrame(array, columns=TEXTS, index=INDEX, dtype=object)
        pd.concat([block, frame().drop(columns=TEXTS)], axis=1).to_pickle(out / f"{name}.pkl")
    df = frame()
    df.attrs["origin"] = {"deep": [1, (2, 3)]}
    df.index.name = "row"
    df.columns.name = "columns"
    df.to_pickle(out / "attributes.pkl")
    frame().astype({"price": ">f8", "tips": ">f4"}).to_pickle(out / "big_endian.pkl")
    frame().drop(columns="revenue").to_pickle(out / "no_revenue.pkl")


def numbers(out):
    frame().astype({"tips": "float32", "purchased": "int8"}).to_pickle(out / "float32.pkl")
    frame().astype({"tips": "float16", "purchased": "float64"}).to_pickle(out / "float16.pkl")
    frame().astype({"tips": "int64", "purchased": "uint8"}).to_pickle(out / "int64.pkl")
    frame().astype({"tips": "uint16", "purchased": "object"}).to_pickle(out / "uint16.pkl")
    df = frame().astype({"tips": "Int64", "price": "Float64", "purchased": "boolean", "revenue": "Float64"})
    df.loc[df.tips == 0, "tips"] = pd.NA
    df.loc[df.price == 0, "price"] = pd.NA
    df.loc[~df.purchased, "purchased"] = pd.NA
    df.to_pickle(out / "nullable.pkl")
    df.to_pickle(out / "nullable_protocol2.pkl", protocol=2)
    df = frame()
    df.loc[df.price == 0, "price"] = np.nan
    df.to_pickle(out / "nan.pkl")
    mixed = frame()
    kinds = [lambda x: x, str, lambda x: decimal.Decimal(repr(x)), np.float64, lambda x: int(x) if x == int(x) else x,
             lambda x: f" {x} "]
    mixed["price"] = pd.Series([kinds[i % 6](p) if p else [None, np.nan, pd.NA, "", 0, False or 0][i % 6]
                                for i, p in enumerate(column("price"))], dtype=object, index=INDEX)
    words = [("true", "false"), ("TRUE", "FALSE"), (1, 0), ("1", "0"), (np.bool_(True), np.bool_(False)), (1.0, 0.0),
             ("yes", "no"), (True, None)]
    mixed["purchased"] = pd.Series([words[i % 8][0 if p else 1] for i, p in enumerate(column("purchased"))],
                                   dtype=object, index=INDEX)
    mixed["tips"] = pd.Series([np.int64(t) if i % 2 else np.float32(t) for i, t in enumerate(column("tips"))],
                              dtype=object, index=INDEX)
    mixed.to_pickle(out / "mixed_numbers.pkl")
    mixed.to_pickle(out / "mixed_numbers_protocol2.pkl", protocol=2)


def times(out):
    if VERSION >= (2, 0):
        for unit in ["s", "ms", "us", "ns"]:
            df = frame()
            df["datetime"] = df["datetime"].astype(f"datetime64[{unit}]")
            df.to_pickle(out / f"unit_{unit}.pkl")
    for name, zone in {"utc": "UTC", "berlin": "Europe/Berlin", "fixed": dt.timezone(dt.timedelta(hours=-3, minutes=-30))}.items():
        df = frame()
        df["datetime"] = df["datetime"].dt.tz_localize("UTC").dt.tz_convert(zone)
        df.to_pickle(out / f"zone_{name}.pkl")
        df.to_pickle(out / f"zone_{name}_protocol2.pkl", protocol=2)
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    with_times(moments()).to_pickle(out / "time_objects.pkl")
    with_times(moments()).to_pickle(out / "time_objects_protocol2.pkl", protocol=2)
    aware = [m for pair in zip(moments(dt.timezone.utc), moments(berlin), moments(dt.timezone(dt.timedelta(hours=5, minutes=45))))
             for m in pair]
    aware = [aware[3 * i + i % 3] for i in range(24)]
    with_times(aware).to_pickle(out / "time_objects_zones.pkl")
    with_times(aware).to_pickle(out / "time_objects_zones_protocol0.pkl", protocol=0)
    stamps = [pd.Timestamp(m) if i % 2 else pd.Timestamp(m, tz="UTC").tz_convert("Asia/Tokyo")
              for i, m in enumerate(moments())]
    with_times(stamps).to_pickle(out / "timestamps.pkl")
    with_times([np.datetime64(s, "s") for s in column("datetime")]).to_pickle(out / "time_scalars.pkl")
    forms = [lambda m: m.isoformat(), lambda m: m.isoformat(" "), lambda m: m.isoformat() + "Z",
             lambda m: m.isoformat(" ") + ".000000+00:00",
             lambda m: (m + dt.timedelta(hours=2)).isoformat() + "+0200", lambda m: m.isoformat(" ") + " UTC"]
    with_times([forms[i % 6](m) for i, m in enumerate(moments())]).to_pickle(out / "time_texts.pkl")


def texts(out):
    for name, null in {"none": None, "nan": np.nan, "na": pd.NA, "nat": pd.NaT}.items():
        nulled(frame(), null).to_pickle(out / f"null_{name}.pkl")
    scalars = frame()
    scalars["fan_message"] = pd.Series([np.array([t])[0] if t and "\0" not in t else t for t in column("fan_message")],
                                       dtype=object, index=INDEX)
    scalars.to_pickle(out / "text_scalars.pkl")
    df = nulled(frame(), None)
    df.astype({name: "string[python]" for name in TEXTS}).to_pickle(out / "string_python.pkl")
    df.astype({name: "string[python]" for name in TEXTS}).to_pickle(out / "string_python_protocol2.pkl", protocol=2)
    arrow = df.astype({name: "string[pyarrow]" for name in TEXTS})
    arrow.to_pickle(out / "string_arrow.pkl")
    arrow.to_pickle(out / "string_arrow_protocol2.pkl", protocol=2)
    pd.concat([arrow.iloc[:5], arrow.iloc[5:6], arrow.iloc[6:]]).to_pickle(out / "string_arrow_chunks.pkl")
    pd.concat([arrow, arrow]).iloc[24:].to_pickle(out / "string_arrow_offset.pkl")
    categories = {name: "category" for name in TEXTS + ["price", "purchased", "datetime", "tips"]}
    df.astype(categories).to_pickle(out / "categories.pkl")
    df.astype(categories).to_pickle(out / "categories_protocol2.pkl", protocol=2)
    arrow.astype({name: "category" for name in TEXTS}).to_pickle(out / "categories_arrow.pkl")
    if VERSION >= (2, 2):
        if VERSION < (3, 0):
            df.astype({name: "string[pyarrow_numpy]" for name in TEXTS}).to_pickle(out / "string_arrow_numpy.pkl")
        all_arrow = df.convert_dtypes(dtype_backend="pyarrow")
        all_arrow.to_pickle(out / "arrow_all.pkl")
        for name, kind in {"large": pa.large_string(), "dictionary": pa.dictionary(pa.int32(), pa.string())}.items():
            df.astype({column: pd.ArrowDtype(kind) for column in TEXTS}).to_pickle(out / f"arrow_{name}.pkl")
        zoned = all_arrow.copy()
        zoned["datetime"] = frame()["datetime"].dt.tz_localize("UTC").astype(pd.ArrowDtype(pa.timestamp("us", "Europe/Berlin")))
        zoned.to_pickle(out / "arrow_zone.pkl")
    if VERSION >= (3, 0):
        df.astype({name: "str" for name in TEXTS}).to_pickle(out / "str_default.pkl")
        pd.DataFrame(ROWS, index=INDEX).assign(
            datetime=pd.to_datetime(column("datetime"), unit="s")).to_pickle(out / "pandas3_default.pkl")
        # pandas itself only carries views along, so they are put in as they are.
        views = df.copy()
        for name in TEXTS:
            views[name] = pd.arrays.ArrowExtensionArray(pa.array(list(df[name]), type=pa.string_view()))
        views.to_pickle(out / "arrow_view.pkl")


def extras(out):
    """Columns that logs do not have must not be in the way."""
    df = frame()
    df.insert(0, "uuid", [uuid.UUID(int=i) for i in range(24)])
    df.insert(3, "nested", [[i, {"k": (i,)}] for i in range(24)])
    df["span"] = pd.to_timedelta(range(24), unit="h")
    df["period"] = pd.period_range("2020-01", periods=24, freq="M")
    df["interval"] = pd.interval_range(0, 24)
    df["complex"] = np.arange(24) * 1j
    df["sparse"] = pd.arrays.SparseArray([0.0] * 20 + [1.0] * 4)
    df["day"] = [dt.date(2025, 1, 1 + i) for i in range(24)]
    df["is_system"] = False
    df[7] = 1
    df.to_pickle(out / "extra_columns.pkl")


def legacy(out):
    """The manager's state as pandas before 1.3 wrote it; pandas 1.5 still reads it."""
    from pandas.core.internals.managers import BlockManager

    class OldPickler(pickle.Pickler):
        def reducer_override(self, value):
            if not isinstance(value, BlockManager):
                return NotImplemented
            blocks = [dict(values=block.values, mgr_locs=block.mgr_locs.indexer) for block in value.blocks]
            items = [value.items[block.mgr_locs.indexer] for block in value.blocks]
            state = (value.axes, [block.values for block in value.blocks], items,
                     {"0.14.1": dict(axes=value.axes, blocks=blocks)})
            import copyreg
            return copyreg.__newobj__, (BlockManager,), state

    for protocol in [2, 4]:
        path = out / f"old_manager_protocol{protocol}.pkl"
        with open(path, "wb") as file:
            OldPickler(file, protocol).dump(frame())
        pd.testing.assert_frame_equal(pd.read_pickle(path), frame())


def tables(out):
    frame().to_csv(out / "index.csv")
    frame().to_csv(out / "no_index.csv", index=False)
    frame().to_csv(out / "quoted.csv", index=False, quoting=1, lineterminator="\r\n")
    frame().to_csv(out / "byte_order_mark.csv", index=False, encoding="utf-8-sig")
    frame().to_csv(out / "iso.csv.gz", index=False, date_format="%Y-%m-%dT%H:%M:%SZ")
    df = frame()
    df["datetime"] = df["datetime"].dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin")
    df.to_csv(out / "zone.csv")
    for unit in ["s", "ms", "us", "ns"]:
        frame().to_json(out / f"epoch_{unit}.jsonl", orient="records", lines=True, date_unit=unit, double_precision=15)
    frame().to_json(out / "iso.jsonl", orient="records", lines=True, date_format="iso", force_ascii=False)
    nulled(frame(), None).to_json(out / "null.jsonl.gz", orient="records", lines=True, date_format="iso")
    frame().drop(columns="revenue").to_json(out / "no_revenue.jsonl", orient="records", lines=True)


def rejects(out):
    """A row for each fault, after two good ones; `None` marks what the reader takes."""
    good = dict(chatter_name="Chatter1", model_name="Model1", fan_message="hello", chatter_message="hi", price=10.0,
                purchased="TRUE", fan_id="Tom_88123", datetime="2025-04-09 00:00:30", tips=0.0, revenue=10.0,
                is_system=False)
    changes = [
        (None, {}), (None, dict(purchased="1", fan_message=None)),
        ("system", dict(is_system=True)), ("system", dict(chatter_message="System: tip sent", fan_id="!")),
        ("system", dict(fan_message="System:")), ("no_fan", dict(fan_id=None)), ("no_fan", dict(fan_id="  ")),
        ("no_fan", dict(fan_id="!")), ("no_model", dict(model_name=None)), ("no_model", dict(model_name="")),
        ("bad_time", dict(datetime=None)), ("bad_time", dict(datetime="2025-13-01 00:00:00")),
        ("bad_time", dict(datetime="soon")), ("bad_time", dict(datetime="1500-01-01 00:00:00")),
        ("bad_number", dict(price=-1.0)), ("bad_number", dict(tips=float("inf"))), ("bad_number", dict(price="ten")),
        ("bad_number", dict(revenue=-0.5)), ("bad_type", dict(purchased="maybe")),
        ("empty", dict(fan_message=" \u00a0", chatter_message="\n")), ("empty", dict(fan_message=None, chatter_message=None)),
        (None, dict(price=None, purchased=None, revenue=None)), (None, dict(fan_message="system: no")),
        (None, dict(price=0.0, revenue=3.0)),
    ]
    table = [dict(good, **change) for _, change in changes]
    df = pd.DataFrame(table, dtype=object)
    df.to_pickle(out / "rejects.pkl")
    df.to_csv(out / "rejects.csv", index=False)
    with open(out / "rejects.jsonl", "w") as file:
        for row in table:
            row = {key: "inf" if value == float("inf") else value for key, value in row.items()}
            file.write(json.dumps(row) + "\n")
    mistyped = [dict(fan_id=5), dict(model_name=True), dict(fan_message=1.5), dict(chatter_message=["a"]),
                dict(price=True), dict(tips=[1]), dict(purchased=2), dict(datetime=12.5), dict(datetime=True),
                dict(chatter_name={"a": 1}), dict(fan_id=b"Tom")]
    pd.DataFrame([good] + [dict(good, **change) for change in mistyped], dtype=object).to_pickle(out / "mistyped.pkl")
    return [reason for reason, _ in changes]


def others(out):
    """Files that are no table of logs."""
    frame()["price"].to_pickle(out / "series.pkl")
    frame().rename(columns={"fan_id": "fan", "tips": "tip"}).to_pickle(out / "missing_columns.pkl")
    frame().assign(price=frame()["datetime"]).to_pickle(out / "times_as_price.pkl")
    frame().assign(fan_id=range(24)).to_pickle(out / "numbers_as_fan.pkl")
    frame().assign(tips=pd.to_timedelta(range(24), unit="h")).to_pickle(out / "spans_as_tips.pkl")
    frame().assign(fan_id=pd.period_range("2020-01", periods=24, freq="M")).to_pickle(out / "periods_as_fan.pkl")
    periods = pd.Categorical(pd.period_range("2020-01", periods=24, freq="M"))
    frame().assign(fan_id=periods).to_pickle(out / "period_categories_as_fan.pkl")
    frame().set_axis(range(10), axis=1).to_pickle(out / "numbers_as_names.pkl")
    frame().assign(datetime=1.5).to_pickle(out / "numbers_as_time.pkl")
    frame().assign(purchased=frame()["datetime"]).to_pickle(out / "times_as_purchased.pkl")
    frame().iloc[:0].to_pickle(out / "no_rows.pkl")
    with open(out / "array.pkl", "wb") as file:
        pickle.dump(np.arange(5), file, 5)
    with open(out / "list.pkl", "wb") as file:
        pickle.dump([1, 2], file, 5)
    buffers = []
    with open(out / "buffers.pkl", "wb") as file:
        file.write(pickle.dumps(frame(), 5, buffer_callback=buffers.append))


def main():
    root = pathlib.Path(sys.argv[1]) / f"pandas{VERSION[0]}.{VERSION[1]}"
    same = root / "same"
    same.mkdir(parents=True, exist_ok=True)
    for write in [plain, layouts, numbers, times, texts, extras] + ([legacy] if VERSION < (2, 0) else []):
        write(same)
    if VERSION == (2, 2):
        tables(same)
        expected = dict(rows=ROWS, rejects=rejects(root))
        (pathlib.Path(sys.argv[1]) / "expected.json").write_text(json.dumps(expected, ensure_ascii=True, indent=1) + "\n")
    rejects(root)
    others(root)


main()
