import RapportCore

/// Why the embedding model could not be loaded.
public enum ModelError: RapportError, Equatable {
    /// A file of the model is not there.
    case missing(path: String)
    /// A file of the model cannot be read; `reason` is the operating system's.
    case unreadable(path: String, reason: String)
    /// A file of the model has a size that this model's cannot have.
    case wrongSize(path: String, expected: Int, found: Int)
    /// `model.safetensors` is not what its format says; `byte` counts from the file's start.
    case malformed(path: String, byte: Int, problem: String)
    /// A tensor is missing or of another type or shape than the model's.
    case wrongTensor(path: String, name: String, expected: String, found: String)
    /// `vocab.txt` is not this model's.
    case wrongVocabulary(path: String, problem: String)

    private static let remedy = "run ./rapport demo to fetch the model, or set RAPPORT_MODEL_DIR to its folder"

    public var message: String {
        switch self {
        case .missing(let path):
            "The embedding model lacks \(path); \(Self.remedy)"
        case .unreadable(let path, let reason):
            "Cannot read \(path) of the embedding model: \(reason); check its permissions"
        case .wrongSize(let path, let expected, let found):
            "\(path) has \(found) bytes where all-MiniLM-L6-v2 has \(expected); remove it, then \(Self.remedy)"
        case .malformed(let path, let byte, let problem):
            "\(path) is not a safetensors file, byte \(byte): \(problem); remove it, then \(Self.remedy)"
        case .wrongTensor(let path, let name, let expected, let found):
            "\(path): tensor \(name) should be \(expected) and is \(found); remove the file, then \(Self.remedy)"
        case .wrongVocabulary(let path, let problem):
            "\(path) is not the vocabulary of all-MiniLM-L6-v2: \(problem); remove it, then \(Self.remedy)"
        }
    }
}
