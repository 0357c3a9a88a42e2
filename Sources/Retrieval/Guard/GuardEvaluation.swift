import RapportCore

/// How well the guardrails find what people marked: recall per class, and false alarms on ordinary messages.
package struct GuardEvaluation: Sendable {
    /// A message with the classes that a person gave it; none where it is an ordinary one.
    package struct Labelled: Sendable {
        package var text: String
        package var expected: Set<GuardClass>

        package init(text: String, expected: Set<GuardClass>) {
            self.text = text
            self.expected = expected
        }
    }

    /// Of the messages of a class those that got at least this class; a message of two classes counts for both.
    package private(set) var recall: [GuardClass: Proportion] = [:]
    /// Of the ordinary messages those that got a class.
    package private(set) var falseAlarms: Proportion
    /// Ordinary messages by the class that they got; one message may count for several.
    package private(set) var falseAlarmsByClass: [GuardClass: Int] = [:]
    /// Positions of messages that did not get all their classes, and of false alarms.
    package private(set) var mistakes: [Int] = []

    /// - Complexity: O(length of the messages).
    package init(_ messages: [Labelled], by messageGuard: MessageGuard = .standard) {
        var counts: [GuardClass: (found: Int, all: Int)] = [:]
        var ordinary = (alarmed: 0, all: 0)
        for (position, message) in messages.enumerated() {
            let found = messageGuard.classes(in: message.text)
            if message.expected.isEmpty {
                ordinary.all += 1
                if !found.isEmpty {
                    ordinary.alarmed += 1
                    mistakes.append(position)
                }
                for guardClass in found { falseAlarmsByClass[guardClass, default: 0] += 1 }
                continue
            }
            var missesOne = false
            for expected in message.expected {
                // What steers from a retrieved conversation is found by the rules for messages.
                let isFound = found.contains(expected == .retrievedInjection ? .injection : expected)
                let count = counts[expected] ?? (0, 0)
                counts[expected] = (count.found + (isFound ? 1 : 0), count.all + 1)
                if !isFound { missesOne = true }
            }
            if missesOne { mistakes.append(position) }
        }
        recall = counts.mapValues { Proportion($0.found, of: $0.all) }
        falseAlarms = Proportion(ordinary.alarmed, of: ordinary.all)
    }
}
