import LanguageModel
import ProviderHTTP
import RapportCore

/// What came of a call and of those that it was split into.
struct CallAnswer: Sendable {
    var outcomes: [PairID: ProfileOutcome] = [:]
    var stop: (any RapportError)?
}

extension LLMProfiler {
    /// Keeps what stands of a pair's answer and makes its profile; nil for a pair that nobody asked about.
    typealias Keeping = @Sendable (ProfileReading.Item, PairID) throws -> ProfileOutcome?

    /// Asks about some pairs in one call. Where the answer cannot be used they are asked about in two halves, down to
    /// the one that is at fault, which fails alone.
    ///
    /// - Parameter isRepeated: whether an answer about them was had before and could not be used.
    /// - Throws: `CancellationError`, and what `keep` throws.
    func ask(_ excerpts: [ProfileExcerpt], isRepeated: Bool = false, keep: Keeping) async throws -> CallAnswer {
        let prompt = ProfilePrompt(excerpts)
        let reading = ProfileReading(prompt)
        tally.withLock { $0.calls += 1 }
        let reply: ProfileReply
        do {
            let request = try prompt.request(isRepeated: isRepeated)
            reply = try await model.reply(request, as: ProfileReply.self) { answer throws(ReplyProblem) in
                try reading.check(answer)
            }.value
        } catch let error as any RapportError {
            guard let trouble = CallTrouble(error, items: excerpts.count) else { throw error }
            return try await handle(trouble, of: excerpts, keep: keep)
        }
        var answer = CallAnswer()
        var again: [(excerpt: ProfileExcerpt, fault: ProfileReading.Fault)] = []
        for (excerpt, result) in zip(excerpts, reading.items(of: reply)) {
            switch result {
            case .success(let item): answer.outcomes[excerpt.pair] = try keep(item, excerpt.pair)
            case .failure(let faulty): again.append((excerpt, faulty.fault))
            }
        }
        for (excerpt, fault) in again {
            tally.withLock { $0.note(fault) }
            // Alone there is nobody to be taken for.
            if excerpts.count == 1 {
                answer.outcomes[excerpt.pair] = .failed(reason: "the reply of \(model.identifier) left it out")
            } else if answer.stop == nil {
                answer.merge(try await ask([excerpt], isRepeated: true, keep: keep))
            }
        }
        return answer
    }

    private func handle(
        _ trouble: CallTrouble, of excerpts: [ProfileExcerpt], keep: Keeping
    ) async throws -> CallAnswer {
        switch trouble {
        case .stop(let error): return CallAnswer(stop: error)
        case .postpone(let error):
            tally.withLock { counts in
                counts.postponed += excerpts.count
                counts.trouble = error.message
            }
            return CallAnswer()
        case .fail(let error):
            let reason = ProfileOutcome.failed(reason: error.message)
            return CallAnswer(outcomes: Dictionary(uniqueKeysWithValues: excerpts.map { ($0.pair, reason) }))
        case .split:
            tally.withLock { $0.splits += 1 }
            let middle = excerpts.count / 2
            var answer = try await ask(Array(excerpts[..<middle]), keep: keep)
            if answer.stop == nil { answer.merge(try await ask(Array(excerpts[middle...]), keep: keep)) }
            return answer
        }
    }
}

extension CallAnswer {
    fileprivate mutating func merge(_ other: CallAnswer) {
        outcomes.merge(other.outcomes) { $1 }
        stop = stop ?? other.stop
    }
}

/// What to do about a call that brought no answer.
enum CallTrouble: Sendable {
    /// Nothing more should be asked for now.
    case stop(any RapportError)
    /// The provider is not well; the pairs are left for the next run.
    case postpone(any RapportError)
    /// One of the pairs may be at fault.
    case split
    /// The one pair is at fault.
    case fail(any RapportError)

    /// nil where the error is not about a call.
    init?(_ error: any RapportError, items: Int) {
        switch error {
        case let error as LLMError:
            switch error {
            case .refused, .replyCut, .replyDoesNotFit: self = items > 1 ? .split : .fail(error)
            case .budgetSpent, .budgetWithoutPrices, .badSchema, .recording: self = .stop(error)
            }
        case let error as ProviderError:
            switch error {
            case .noKey, .badKey, .badBaseURL, .badSetting, .unauthorized, .rateLimited, .circuitOpen:
                self = .stop(error)
            case .unreachable, .server: self = .postpone(error)
            // A shorter answer may come in time.
            case .timedOut: self = items > 1 ? .split : .postpone(error)
            case .badReply, .replyTooLarge: self = items > 1 ? .split : .fail(error)
            case .rejected(_, let status, let code):
                if Self.isAboutContent(status: status, code: code) {
                    self = items > 1 ? .split : .fail(error)
                } else {
                    self = .stop(error)
                }
            }
        default: return nil
        }
    }

    /// Whether a refused request may be refused for what it says, so that others need not be.
    private static func isAboutContent(status: Int, code: String?) -> Bool {
        let aboutTheAccount: Set = [
            "billing_error", "insufficient_quota", "invalid_api_key", "model_not_found", "not_found_error",
            "permission_error", "unsupported_parameter", "unsupported_value",
        ]
        return [400, 413, 422].contains(status) && !(code.map(aboutTheAccount.contains) ?? false)
    }
}
