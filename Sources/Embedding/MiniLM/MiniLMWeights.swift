import RapportCore

/// The parameters of the encoder, arranged for the products that will use them.
struct MiniLMWeights: Sendable {
    struct Norm: Sendable {
        let scale: [Float]
        let shift: [Float]
    }

    struct Layer: Sendable {
        /// Query, key and value side by side: one product instead of three.
        let queryKeyValue: Linear
        let attentionOutput: Linear
        let attentionNorm: Norm
        let intermediate: Linear
        let output: Linear
        let outputNorm: Norm
    }

    /// [vocabulary][hidden], left in the file's mapping: a run touches the rows of its words only.
    let words: MappedFloats
    /// [positions][hidden]: position plus the embedding of the one token type in use.
    let positions: [Float]
    let embeddingNorm: Norm
    let layers: [Layer]

    /// - Throws: `ModelError.wrongTensor` or `.malformed`.
    /// - Complexity: reads the file once; the layers' 42 MB are copied.
    init(file: SafetensorsFile, products: MatrixProducts) throws(ModelError) {
        let hidden = MiniLMShape.hidden
        words = try file.floats("embeddings.word_embeddings.weight", shape: [MiniLMShape.vocabulary, hidden])
        let types = try file.floats("embeddings.token_type_embeddings.weight", shape: [2, hidden]).array
        var positions = try file.floats(
            "embeddings.position_embeddings.weight", shape: [MiniLMShape.positions, hidden]
        ).array
        for index in positions.indices { positions[index] += types[index % hidden] }
        self.positions = positions
        embeddingNorm = try Self.norm(file, "embeddings.LayerNorm")
        var layers: [Layer] = []
        for index in 0..<MiniLMShape.layers { layers.append(try Self.layer(file, index, products)) }
        self.layers = layers
    }

    private static func layer(
        _ file: SafetensorsFile, _ index: Int, _ products: MatrixProducts
    ) throws(ModelError) -> Layer {
        let prefix = "encoder.layer.\(index)."
        let (hidden, intermediate) = (MiniLMShape.hidden, MiniLMShape.intermediate)
        func linear(_ names: [String], _ outputs: Int, _ inputs: Int) throws(ModelError) -> Linear {
            var weights: [Float] = []
            var bias: [Float] = []
            for name in names {
                weights += try file.floats(prefix + name + ".weight", shape: [outputs, inputs]).array
                bias += try file.floats(prefix + name + ".bias", shape: [outputs]).array
            }
            return Linear(products: products, weights: weights, bias: bias)
        }
        return Layer(
            queryKeyValue: try linear(
                ["attention.self.query", "attention.self.key", "attention.self.value"], hidden, hidden),
            attentionOutput: try linear(["attention.output.dense"], hidden, hidden),
            attentionNorm: try norm(file, prefix + "attention.output.LayerNorm"),
            intermediate: try linear(["intermediate.dense"], intermediate, hidden),
            output: try linear(["output.dense"], hidden, intermediate),
            outputNorm: try norm(file, prefix + "output.LayerNorm"))
    }

    private static func norm(_ file: SafetensorsFile, _ name: String) throws(ModelError) -> Norm {
        Norm(
            scale: try file.floats(name + ".weight", shape: [MiniLMShape.hidden]).array,
            shift: try file.floats(name + ".bias", shape: [MiniLMShape.hidden]).array)
    }
}
