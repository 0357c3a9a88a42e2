import CVectorKernels

/// The memory of one run of the encoder, kept from batch to batch. Belongs to one worker.
final class EncoderWorkspace {
    /// [tokens][hidden]: the state that the layers change.
    let hidden = FloatBuffer()
    /// [tokens][max(3 · hidden, intermediate)].
    let wide = FloatBuffer()
    /// [tokens][hidden].
    let narrow = FloatBuffer()
    /// Of one sequence's attention.
    let scratch = FloatBuffer()

    func reserve(tokens: Int, longest: Int) {
        hidden.reserve(tokens * MiniLMShape.hidden)
        wide.reserve(tokens * max(3 * MiniLMShape.hidden, MiniLMShape.intermediate))
        narrow.reserve(tokens * MiniLMShape.hidden)
        scratch.reserve(transformer_attention_scratch(longest))
    }
}

/// Uninitialised floats that grow and never shrink.
final class FloatBuffer {
    private(set) var base: UnsafeMutablePointer<Float>
    private var capacity: Int

    init() {
        capacity = 1
        base = .allocate(capacity: 1)
    }

    deinit { base.deallocate() }

    /// Makes room for `count` floats; what was stored is lost where that needs more memory.
    func reserve(_ count: Int) {
        guard count > capacity else { return }
        base.deallocate()
        base = .allocate(capacity: count)
        capacity = count
    }
}
