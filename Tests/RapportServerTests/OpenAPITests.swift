import Foundation
import TestSupport
import Testing

/// `schemas/openapi.yaml` is what the server does.
@Suite struct OpenAPITests {
    private static let specification = RepositoryRoot.file("schemas/openapi.yaml").path

    @Test func theFileAndTheRouterNameTheSameRoutes() async throws {
        try await LocalServer.with { server in
            let output = try PythonTools.run(
                code: """
                    import sys, yaml
                    for path, item in yaml.safe_load(open(sys.argv[1]))["paths"].items():
                        for method in item:
                            print(method.upper(), path)
                    """, arguments: [Self.specification])
            let listed = Set(
                String(decoding: output.standardOutput, as: UTF8.self).split(separator: "\n").map(String.init))
            // The page's files lie beside the API.
            let api = server.routeNames.filter { $0.contains(" /v1/") || $0 == "GET /metrics" }
            #expect(listed == api)
            #expect(server.routeNames.isSuperset(of: ["GET /", "GET /style.css", "GET /page.js"]))
        }
    }

    private static func project(_ store: String) throws {
        let output = try RapportBinary.run(["--store", store, "project", "--method", "pca", "--quiet"])
        guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
    }

    @Test func theExamplesRunAndGetWhatTheFilePromises() async throws {
        let server = try ServedStore(
            environment: ["RAPPORT_NOTEBOOKS": RepositoryRoot.file("notebooks-md").path],
            before: Self.project)
        try PythonTools.run(
            code: """
                import json, pathlib, sys, urllib.error, urllib.parse, urllib.request
                import jsonschema, referencing, yaml
                path, base = pathlib.Path(sys.argv[1]), sys.argv[2]
                document = yaml.safe_load(path.read_text())
                files = {file.name: json.loads(file.read_text()) for file in path.parent.glob("*.schema.json")}
                registry = referencing.Registry().with_resources(
                    (name, referencing.jsonschema.DRAFT202012.create_resource(content))
                    for name, content in [("openapi.yaml", document), *files.items()])
                def resolved(item):
                    while "$ref" in item:
                        target = document
                        for part in item["$ref"].removeprefix("#/").split("/"):
                            target = target[part]
                        item = target
                    return item
                sent = 0
                for route, item in document["paths"].items():
                    for method, operation in item.items():
                        url, headers, data = route, {}, None
                        query = []
                        for parameter in map(resolved, operation.get("parameters", [])):
                            if "example" not in parameter:
                                assert not parameter.get("required"), (route, parameter)
                                continue
                            value = str(parameter["example"])
                            if parameter["in"] == "path":
                                url = url.replace("{%s}" % parameter["name"], urllib.parse.quote(value, safe=""))
                            elif parameter["in"] == "query":
                                query.append((parameter["name"], value))
                            else:
                                headers[parameter["name"]] = value
                        if query:
                            url += "?" + urllib.parse.urlencode(query)
                        if "requestBody" in operation:
                            [(kind, content)] = operation["requestBody"]["content"].items()
                            headers["Content-Type"] = kind
                            example = content["example"]
                            data = (json.dumps(example) if "json" in kind else example).encode()
                        request = urllib.request.Request(base + url, data, headers, method=method.upper())
                        try:
                            answer = urllib.request.urlopen(request)
                        except urllib.error.HTTPError as error:
                            answer = error
                        body = answer.read()
                        good = next(status for status in operation["responses"] if status.startswith("2"))
                        # The suggestion of the example was not shown by this server, and its token is nobody's.
                        expected = {"feedback": "404", "signIn": "401"}.get(operation["operationId"], good)
                        assert str(answer.status) == expected, (route, answer.status, body)
                        if expected == "204":
                            assert body == b"", (route, body)
                            sent += 1
                            continue
                        media = answer.headers.get_content_type()
                        content = resolved(operation["responses"][expected])["content"]
                        assert media in content, (route, media)
                        if "json" in media:
                            pointer = {"$ref": content[media]["schema"]["$ref"]}
                            if pointer["$ref"].startswith("#"):
                                pointer["$ref"] = "openapi.yaml" + pointer["$ref"]
                            jsonschema.Draft202012Validator(pointer, registry=registry).validate(json.loads(body))
                        sent += 1
                assert sent >= 35, sent
                """, arguments: [Self.specification, "http://127.0.0.1:\(server.port)"])
    }

    /// At least 500 requests, 5,000 in a long run.
    @Test func noRequestThatTheFileAllowsOrForbidsIsAnsweredOtherwise() async throws {
        let server = try ServedStore()
        let folder = try TemporaryFolder()
        // No schema says what a cursor, a filter or a query in SQL may be.
        try folder.write(
            """
            [[operations]]
            include-path = [
                "/v1/fans", "/v1/models", "/v1/runs", "/v1/models/{model}/fans/{fan}/evidence", "/v1/runs/{run}/clusters",
                "/v1/runs/{run}/points", "/v1/notebooks", "/v1/notebooks/{notebook}",
                "/v1/notebooks/{notebook}/pictures/{picture}",
                "/v1/models/{model}/fans/{fan}/conversations", "/v1/sql", "/v1/search",
                "/v1/models/{model}/fans/{fan}/similar", "/v1/suggest", "/v1/feedback", "/v1/jobs", "/v1/uploads",
            ]
            checks.positive_data_acceptance.expected-statuses = ["2xx", 400, 404, 409, 422, 503]

            # Tokens that are made up are none, and too many of them are too many.
            [[operations]]
            include-path = ["/v1/session"]
            checks.positive_data_acceptance.expected-statuses = ["2xx", 401, 429]

            [[operations]]
            include-path = ["/v1/jobs/{id}", "/v1/jobs/{id}/cancel", "/v1/jobs/{id}/events"]
            checks.positive_data_acceptance.expected-statuses = ["2xx", 404]
            """, to: "schemathesis.toml")
        let python = try PythonTools.interpreter()
        let run = try ChildProcess(
            python.deletingLastPathComponent().appendingPathComponent("schemathesis"),
            arguments: [
                "run", Self.specification, "--url", "http://127.0.0.1:\(server.port)", "--checks", "all",
                "--continue-on-failure", "--max-examples", "\(LongRun.rounds(normally: 30, long: 300))", "--seed", "1",
                "--no-color", "--workers", "2", "--generation-database", "none",
            ], folder: folder.url)
        let output = try run.wait(timeoutSeconds: LongRun.isOn ? 3_600 : 300)
        #expect(output.succeeded, "\(output.text)\n\(output.errorText)")
        let requests = output.text.firstMatch(of: #/(\d+) generated/#).flatMap { Int($0.1) } ?? 0
        #expect(requests >= LongRun.rounds(normally: 500, long: 5_000), "\(output.text)")
        #expect(server.process.isRunning)
    }
}
