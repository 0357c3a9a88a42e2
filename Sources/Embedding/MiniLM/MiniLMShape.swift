/// The sizes of all-MiniLM-L6-v2.
enum MiniLMShape {
    static let layers = 6
    static let hidden = 384
    static let heads = 12
    static let intermediate = 1_536
    static let positions = 512
    static let vocabulary = 30_522
    /// Tokens of a sequence at most, `[CLS]` and `[SEP]` included; the model was trained with this.
    static let window = 256
    static let normEpsilon: Float = 1e-12
}
