import TestSupport

/// What the tests of the page's views look at: one server for all of them, over a store with profiles, places and
/// clusters, since making it takes some seconds.
enum PageStore {
    /// A fan whose id and messages are markup that must stay text.
    static let hostileFan = "<b>evil</b>"
    /// A fan whose id a spreadsheet would compute.
    static let formulaFan = "=1+1"

    private static let served = Result {
        try ServedStore(
            extraRows: [
                #"Chatter1,Model/1,"<img src=x onerror=""window.hacked=1""> <script>window.hacked=1</script>","<b>hi</b> there you",0,false,"<b>evil</b>",2025-04-09T00:00:00,0,0"#,
                #"Chatter1,Model/1,"<b>sorry</b>, my chemo starts on monday","i am here for you",0,false,"<b>evil</b>",2025-04-09T00:10:00,0,0"#,
                #"Chatter1,Model/1,"text me on whatsapp <script>window.hacked=1</script>","i stay here",0,false,"<b>evil</b>",2025-04-09T00:20:00,0,0"#,
                #"Chatter1,Model/1,"hey I love sailing on the lake","hello my dear",0,false,"=1+1",2025-04-09T00:00:00,0,0"#,
                #"Chatter1,,"no model","hello",0,false,"fan_1",2025-04-09T00:00:00,0,0"#,
            ], environment: ["RAPPORT_NOTEBOOKS": RepositoryRoot.file("notebooks-md").path],
            before: { store in
                for arguments in [
                    ["profile", "--rules"], ["embed"], ["cluster", "--k", "3", "--name", "three"],
                    // Older than the others, which would be shown where the newest were.
                    ["project", "--method", "umap", "--name", "neighbours"],
                    ["project", "--method", "pca", "--dimensions", "3", "--name", "texts"],
                    ["project", "--method", "pca", "--dimensions", "3", "--vector", "profiled", "--name", "profiles"],
                ] {
                    let output = try RapportBinary.run(["--store", store] + arguments + ["--quiet"])
                    guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
                }
            })
    }

    static var server: ServedStore { get throws { try served.get() } }

    /// The address of a view.
    static func address(_ view: String) throws -> String { "http://127.0.0.1:\(try server.port)/#/\(view)" }

    /// The views, each with what is there once it is drawn.
    static let views: [(address: String, isDrawn: String)] = [
        ("chat?fan=a%2Fb&model=Model%2F1&text=do+you+like+sailing", conversationsAreShown),
        (
            "fans?fan=a%2Fb&model=Model%2F1",
            "document.querySelector('#matches > li') && document.querySelector('.timeline') && \(everyPlotIsDrawn)"
        ),
        (
            "analyst",
            "document.querySelector('#clusters table') && document.querySelector('#notebooks') && \(everyPlotIsDrawn)"
        ),
        (
            "operator",
            "document.querySelector('#indexes table') && document.querySelector('#ingest table') && document.querySelector('#store dl') && document.querySelector('#jobs').textContent && document.querySelector('#start-form form') && !document.querySelector('#view [aria-busy]')"
        ),
    ]

    static let conversationsAreShown = "document.querySelectorAll('#conversations > li').length === 5"
    static let everyPlotIsDrawn =
        "document.querySelector('canvas.plot') && [...document.querySelectorAll('canvas.plot')].every((plot) => plot.dataset.drawn > 0)"
}

extension Browser {
    /// Opens a view and waits until it is drawn.
    func show(_ view: (address: String, isDrawn: String)) async throws {
        try await open(PageStore.address(view.address))
        try await wait(until: view.isDrawn)
    }

    /// What an expression gives in the page.
    func value<Value>(_ expression: String, as type: Value.Type = Value.self) async throws -> Value? {
        try await run("return \(expression)") as? Value
    }

    /// Keeps a picture of what is seen.
    func keep(_ name: String) async throws { try Screenshots.keep(try await screenshot(), named: name) }
}
