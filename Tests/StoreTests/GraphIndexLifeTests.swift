import HNSW
import RapportCore
import Store
import Testing

@Suite struct GraphIndexLifeTests {
    @Test func anIndexThatNobodyHoldsGivesItsGraphBack() throws {
        weak var graph: HNSWGraph?
        do {
            let index = try GraphIndex(dimension: 2, schema: AttributeSchema(["stage": .number]))
            try index.upsert([VectorRecord(id: 1, vector: [1, 0], attributes: ["stage": .number(1)])])
            graph = index.graph
            #expect(graph != nil)
        }
        #expect(graph == nil)
    }
}
