/// The names that a pickle of a pandas table may hold. Each is only a mark in the graph; what a table is
/// made of is recognised by these marks, and nothing behind a name is ever run.
enum PickleGlobal: UInt8 {
    // pandas
    case dataFrame, series, blockManager, singleBlockManager, unpickleBlock
    case newIndex, index, rangeIndex
    case unpickleArray, datetimeArray, categorical, categoricalType, maskedArray, stringArray, arrowArray
    case missing, notATime, timestamp
    // numpy
    case array, dtype, reconstruct, fromBuffer, scalar
    // pyarrow
    case restoreArray, chunkedArray, typeForAlias, arrowTimestamp, arrowBuffer
    // Python
    case encode, byteArray, slice, reconstructor, newObject, getAttribute
    case datetime, date, timedelta, timezone, decimal, zone, pytzZone, utc
    /// Known, harmless, and of no interest: data types, time zones, offsets.
    case inert

    /// - Returns: nil for every name that is not listed: the pickle is refused.
    static func named(module: Substring, name: Substring) -> PickleGlobal? {
        switch module.prefix(while: { $0 != "." }) {
        case "pandas": pandas(module: module, name: name)
        case "numpy": numpy[name]
        case "pyarrow": module == "pyarrow.lib" ? pyarrow[name] : nil
        case "pytz", "dateutil", "zoneinfo", "datetime", "decimal", "uuid", "collections":
            python["\(module).\(name)"]
        case "builtins", "__builtin__": builtins[name]
        case "copyreg", "copy_reg", "_codecs": python["\(module).\(name)"]
        default: nil
        }
    }

    /// pandas moves its classes between modules from release to release, so the class name decides.
    private static func pandas(module: Substring, name: Substring) -> PickleGlobal? {
        if let known = pandas[name] { return known }
        let isWord = name.allSatisfy { $0.isLetter || $0 == "_" }
        let isOffset = module == "pandas._libs.tslibs.offsets"
        let isCompiledClass = module.hasPrefix("pandas._libs.") && name.hasPrefix("__pyx_unpickle_")
        return isWord && (isOffset || isCompiledClass) ? .inert : nil
    }

    private static let pandas: [Substring: PickleGlobal] = [
        "DataFrame": .dataFrame, "Series": .series, "BlockManager": .blockManager,
        "SingleBlockManager": .singleBlockManager, "_unpickle_block": .unpickleBlock,
        "_new_Index": .newIndex, "_new_DatetimeIndex": .newIndex, "_new_PeriodIndex": .newIndex,
        "Index": .index, "Int64Index": .index, "UInt64Index": .index, "Float64Index": .index, "RangeIndex": .rangeIndex,
        "DatetimeIndex": .index, "TimedeltaIndex": .index, "PeriodIndex": .index, "CategoricalIndex": .index,
        "MultiIndex": .index, "IntervalIndex": .index, "__pyx_unpickle_NDArrayBacked": .unpickleArray,
        "DatetimeArray": .datetimeArray, "Categorical": .categorical, "CategoricalDtype": .categoricalType,
        "BooleanArray": .maskedArray, "IntegerArray": .maskedArray, "FloatingArray": .maskedArray,
        "StringArray": .stringArray, "StringArrayNumpySemantics": .stringArray, "NumpyExtensionArray": .stringArray,
        "PandasArray": .stringArray, "ArrowStringArray": .arrowArray, "ArrowStringArrayNumpySemantics": .arrowArray,
        "ArrowExtensionArray": .arrowArray, "NA": .missing, "_nat_unpickle": .notATime, "__nat_unpickle": .notATime,
        "NaT": .notATime,
        "Timestamp": .timestamp, "_unpickle_timestamp": .timestamp,
        "TimedeltaArray": .inert, "PeriodArray": .inert, "IntervalArray": .inert, "SparseArray": .inert,
        "StringDtype": .inert, "BooleanDtype": .inert, "DatetimeTZDtype": .inert, "ArrowDtype": .inert,
        "PeriodDtype": .inert, "IntervalDtype": .inert, "SparseDtype": .inert, "NumpyEADtype": .inert,
        "PandasDtype": .inert, "Int8Dtype": .inert, "Int16Dtype": .inert, "Int32Dtype": .inert, "Int64Dtype": .inert,
        "UInt8Dtype": .inert, "UInt16Dtype": .inert, "UInt32Dtype": .inert, "UInt64Dtype": .inert,
        "Float32Dtype": .inert, "Float64Dtype": .inert, "Timedelta": .inert, "_timedelta_unpickle": .inert,
        "_unpickle_timedelta": .inert, "Period": .inert, "_unpickle_period": .inert, "Interval": .inert,
        "FrozenList": .inert, "Flags": .inert, "IntIndex": .inert, "BlockIndex": .inert, "_period_unpickle": .inert,
    ]

    private static let numpy: [Substring: PickleGlobal] = [
        "ndarray": .array, "dtype": .dtype, "_reconstruct": .reconstruct, "_frombuffer": .fromBuffer,
        "scalar": .scalar, "_convert_to_stringdtype_kwargs": .inert, "StringDType": .inert,
    ]

    private static let pyarrow: [Substring: PickleGlobal] = [
        "_restore_array": .restoreArray, "chunked_array": .chunkedArray, "type_for_alias": .typeForAlias,
        "py_buffer": .arrowBuffer, "timestamp": .arrowTimestamp, "dictionary": .inert, "field": .inert, "list_": .inert,
        "struct": .inert, "decimal128": .inert,
        "duration": .inert, "time32": .inert, "time64": .inert, "KeyValueMetadata": .inert,
    ]

    private static let builtins: [Substring: PickleGlobal] = [
        "bytearray": .byteArray, "bytes": .byteArray, "slice": .slice, "getattr": .getAttribute, "object": .inert,
        "set": .inert, "frozenset": .inert, "list": .inert, "dict": .inert, "tuple": .inert, "complex": .inert,
        "range": .inert, "xrange": .inert,
    ]

    private static let python: [String: PickleGlobal] = [
        "_codecs.encode": .encode, "copyreg._reconstructor": .reconstructor, "copy_reg._reconstructor": .reconstructor,
        "copyreg.__newobj__": .newObject, "copy_reg.__newobj__": .newObject,
        "datetime.datetime": .datetime, "datetime.date": .date, "datetime.time": .inert,
        "datetime.timedelta": .timedelta, "datetime.timezone": .timezone, "datetime.timezone.utc": .utc,
        "decimal.Decimal": .decimal, "uuid.UUID": .inert, "uuid.SafeUUID": .inert,
        "collections.OrderedDict": .inert, "collections.defaultdict": .inert, "collections.deque": .inert,
        "zoneinfo.ZoneInfo": .zone, "zoneinfo.ZoneInfo._unpickle": .zone, "pytz._UTC": .utc, "pytz.UTC": .utc,
        "pytz._p": .pytzZone, "pytz._FixedOffset": .inert, "dateutil.tz.tz.tzutc": .utc,
        "dateutil.tz.tz.tzfile": .inert, "dateutil.tz.tz.tzoffset": .inert, "dateutil.tz.tz.tzlocal": .inert,
        "dateutil.tz._common._tzsingleton": .inert, "dateutil.zoneinfo.tzfile": .inert,
    ]
}
