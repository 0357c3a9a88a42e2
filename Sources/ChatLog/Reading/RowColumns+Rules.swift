import RapportCore

extension RowColumns {
    /// Applies the rules of reading: leaves out the rejects, computes what is missing, counts what is odd.
    ///
    /// A row with several faults counts under the first of them, in the order in which `RejectReason` lists
    /// them.
    ///
    /// - Complexity: O(rows), in place.
    consuming func logFile(over region: TextRegion) -> LogFile {
        var file = LogFile(
            table: LogTable(rows: []), rowsRead: count, rejects: RejectCounts(), revenueDisagreements: 0,
            purchasesWithoutPrice: 0)
        var kept = 0
        let bytes = region.bytes
        for row in 0..<count {
            if let reason = rejectReason(row, bytes) {
                file.rejects.add(reason, row: row + 1)
                continue
            }
            let computed = (purchased[row] ? price[row] : 0) + tips[row]
            if !hasRevenue {
                revenue[row] = computed
            } else if abs(revenue[row] - computed) > 0.005 {
                file.revenueDisagreements += 1
            }
            if purchased[row], price[row] == 0 { file.purchasesWithoutPrice += 1 }
            if kept != row { move(row, to: kept) }
            kept += 1
        }
        truncate(to: kept)
        file.table = table(over: region)
        return file
    }

    private func rejectReason(_ row: Int, _ bytes: UnsafeRawBufferPointer) -> RejectReason? {
        let faults = faults[row]
        let fanText = fanMessage.bytes(row, in: bytes)
        let chatterText = chatterMessage.bytes(row, in: bytes)
        if faults.contains(.system) || isServiceText(fanText) || isServiceText(chatterText) { return .system }
        if !faults.contains(.mistypedFan) {
            let fan = fanID.bytes(row, in: bytes)
            if Blank.isBlank(fan) || (fan.count == 1 && fan[0] == UInt8(ascii: "!")) { return .noFan }
        }
        if !faults.contains(.mistypedModel), Blank.isBlank(modelName.bytes(row, in: bytes)) { return .noModel }
        if faults.contains(.badTime) { return .badTime }
        if faults.contains(.badNumber) { return .badNumber }
        if !faults.isEmpty { return .badType }
        return Blank.isBlank(fanText) && Blank.isBlank(chatterText) ? .empty : nil
    }

    /// Service texts start with `System:`.
    private func isServiceText(_ text: UnsafeRawBufferPointer) -> Bool {
        text.count >= 7 && text[0] == UInt8(ascii: "S") && text.starts(with: "System:".utf8)
    }

    private mutating func move(_ row: Int, to target: Int) {
        chatterName.move(row, to: target)
        modelName.move(row, to: target)
        fanMessage.move(row, to: target)
        chatterMessage.move(row, to: target)
        fanID.move(row, to: target)
        datetime[target] = datetime[row]
        price[target] = price[row]
        purchased[target] = purchased[row]
        tips[target] = tips[row]
        revenue[target] = revenue[row]
    }

    private mutating func truncate(to kept: Int) {
        guard kept < count else { return }
        chatterName.truncate(to: kept)
        modelName.truncate(to: kept)
        fanMessage.truncate(to: kept)
        chatterMessage.truncate(to: kept)
        fanID.truncate(to: kept)
        datetime.removeSubrange(kept...)
        price.removeSubrange(kept...)
        purchased.removeSubrange(kept...)
        tips.removeSubrange(kept...)
        revenue.removeSubrange(kept...)
    }

    private consuming func table(over region: TextRegion) -> LogTable {
        let store = region.makeStore()
        func column(_ cells: TextCells) -> TextColumn {
            TextColumn(store: store, offsets: cells.offsets, lengths: cells.lengths)
        }
        return LogTable(
            chatterName: column(chatterName), modelName: column(modelName), fanMessage: column(fanMessage),
            chatterMessage: column(chatterMessage), fanID: column(fanID),
            datetime: datetime.map(Timestamp.init(nanoseconds:)), price: price, purchased: purchased, tips: tips,
            revenue: revenue)
    }
}
