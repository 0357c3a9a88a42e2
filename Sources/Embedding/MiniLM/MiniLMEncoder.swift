import CVectorKernels

/// The transformer: token ids in, one unit vector per sequence out.
///
/// The sequences of a batch lie one after the other without padding. Products run over all their tokens at once,
/// attention over one sequence at a time.
struct MiniLMEncoder: Sendable {
    let weights: MiniLMWeights
    let products: MatrixProducts

    private let hidden = MiniLMShape.hidden

    /// The unit vectors of `sequences`, in order.
    ///
    /// - Parameters:
    ///   - sequences: each 1 to `MiniLMShape.positions` ids below `MiniLMShape.vocabulary`.
    ///   - workspace: not used by anyone else meanwhile.
    /// - Complexity: O(tokens × 10⁷) multiplications, plus a quadratic part that reaches a tenth of that at 256 tokens.
    func encode(_ sequences: [[Int32]], workspace: EncoderWorkspace) -> [[Float]] {
        let tokens = sequences.reduce(0) { $0 + $1.count }
        workspace.reserve(tokens: tokens, longest: sequences.reduce(0) { max($0, $1.count) })
        embed(sequences, workspace)
        for layer in weights.layers { apply(layer, to: sequences, tokens: tokens, workspace) }
        return pool(sequences, workspace)
    }

    private func embed(_ sequences: [[Int32]], _ workspace: EncoderWorkspace) {
        weights.words.withFloats { words in
            weights.positions.withUnsafeBufferPointer { positions in
                guard let words = words.baseAddress, let positions = positions.baseAddress else { return }
                var token = workspace.hidden.base
                for sequence in sequences {
                    for (position, id) in sequence.enumerated() {
                        transformer_add_norm(
                            products.level, words + Int(id) * hidden, positions + position * hidden, 1, hidden,
                            weights.embeddingNorm.scale, weights.embeddingNorm.shift, MiniLMShape.normEpsilon, token)
                        token += hidden
                    }
                }
            }
        }
    }

    private func apply(
        _ layer: MiniLMWeights.Layer, to sequences: [[Int32]], tokens: Int, _ workspace: EncoderWorkspace
    ) {
        let (state, wide, narrow) = (workspace.hidden.base, workspace.wide.base, workspace.narrow.base)
        layer.queryKeyValue.apply(state, rows: tokens, to: wide)
        attend(sequences, workspace)
        // The context lies in `narrow`; the projection goes to `wide`, whose content is used up.
        layer.attentionOutput.apply(narrow, rows: tokens, to: wide)
        addNorm(layer.attentionNorm, wide, to: state, tokens: tokens)
        layer.intermediate.apply(state, rows: tokens, activation: TRANSFORMER_GELU, to: wide)
        layer.output.apply(wide, rows: tokens, to: narrow)
        addNorm(layer.outputNorm, narrow, to: state, tokens: tokens)
    }

    private func attend(_ sequences: [[Int32]], _ workspace: EncoderWorkspace) {
        var start = 0
        for sequence in sequences {
            transformer_attention(
                products.level, workspace.wide.base + start * 3 * hidden, sequence.count, MiniLMShape.heads,
                workspace.scratch.base, workspace.narrow.base + start * hidden)
            start += sequence.count
        }
    }

    private func addNorm(
        _ norm: MiniLMWeights.Norm, _ values: UnsafePointer<Float>, to state: UnsafeMutablePointer<Float>, tokens: Int
    ) {
        transformer_add_norm(
            products.level, values, state, tokens, hidden, norm.scale, norm.shift, MiniLMShape.normEpsilon, state)
    }

    private func pool(_ sequences: [[Int32]], _ workspace: EncoderWorkspace) -> [[Float]] {
        var start = 0
        return sequences.map { sequence in
            defer { start += sequence.count }
            return Array(unsafeUninitializedCapacity: hidden) { vector, count in
                if let base = vector.baseAddress {
                    transformer_pool(workspace.hidden.base + start * hidden, sequence.count, hidden, base)
                }
                count = hidden
            }
        }
    }
}
