/// Settings among the environment's variables that begin with one prefix. A variable that is set to nothing is not set.
package struct SettingVariables: Sendable {
    private let prefix: String
    private let environment: [String: String]

    package init(prefix: String, environment: [String: String]) {
        self.prefix = prefix
        self.environment = environment
    }

    package func text(_ name: String) -> String? {
        environment[prefix + name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Throws: `ProviderError.badSetting` where there is a text that is no number.
    package func number<Number: LosslessStringConvertible>(_ name: String) throws(ProviderError) -> Number? {
        guard let text = text(name) else { return nil }
        guard let number = Number(text) else { throw .badSetting(name: prefix + name, problem: "it is not a number") }
        return number
    }
}
