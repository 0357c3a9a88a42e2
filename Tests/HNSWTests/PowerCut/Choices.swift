import TestSupport

/// Decides what a power cut leaves, one question after the other.
protocol Choices {
    /// A number from 0 to `count` - 1.
    mutating func choose(_ count: Int) -> Int
}

/// Goes through every sequence of answers, one a round.
struct AllChoices: Choices {
    private var answers: [(answer: Int, count: Int)] = []
    private var position = 0

    mutating func choose(_ count: Int) -> Int {
        if position == answers.count { answers.append((0, count)) }
        defer { position += 1 }
        return answers[position].answer
    }

    /// Begins the next round; false once there is none.
    mutating func advance() -> Bool {
        position = 0
        while let last = answers.popLast() {
            if last.answer + 1 < last.count {
                answers.append((last.answer + 1, last.count))
                return true
            }
        }
        return false
    }
}

struct RandomChoices: Choices {
    var generator: SeededGenerator

    mutating func choose(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
}
