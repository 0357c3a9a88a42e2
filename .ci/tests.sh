# How ./rapport runs the tests; read by it, not run by itself. It needs the launcher's $root, $cache, $swift, `run`,
# `say`, `die`, `build` and what sets up packages, Python and the model.

core_modules=(HNSW RapportCore ChatLog Conversation Embedding Store Retrieval)
core_tests="^(CVectorKernels|$(IFS='|' && echo "${core_modules[*]}"))Tests\\."
long_result=$cache/long-test.txt
# Three times what the suite takes on two cores; a long run may take a day.
test_limit_seconds=2700

# Prints the share of the lines of each core module that ran in the tests of scratch folder $1.
print_coverage() {
    local products=$1/release profiles=$1/coverage tools module total report=()
    # Another llvm-cov on the PATH may be too old for what this compiler writes.
    tools=$(dirname -- "$(readlink -f -- "$swift")")
    "$tools/llvm-profdata" merge -sparse "$profiles"/*.profraw -o "$profiles/merged.profdata" || return 0
    for module in "${core_modules[@]}"; do
        total=$("$tools/llvm-cov" report "$products/rapportPackageTests.xctest" -object "$products/rapport" \
            -instr-profile "$profiles/merged.profdata" "$root/Sources/$module" 2>/dev/null |
            awk '$1 == "TOTAL" { printf "%5d of %5d lines  %7s", $8 - $9, $8, $10 }')
        report+=("$(printf '  %-16s %s' "$module" "${total:-nothing to measure}")")
    done
    printf '%s\n' "Coverage of the core modules:" "${report[@]}"
}

# Kills the test run of scratch folder $1 after $2 seconds: a test that waits for ever must end as a failure that
# names it, not take the whole of a machine's patience. Ends with the shell that started it, and within seconds.
watch_tests() {
    local scratch=$1 left
    for ((left = $2; left > 0; left -= 5)); do sleep 5; done
    pkill -KILL -f -- "$scratch/.*rapportPackageTests"
}

# Prints the tests of log $1 that began and did not end.
unfinished_tests() {
    awk '$2 == "Test" && $NF == "started." && $3 !~ /^(run|case)$/ { running[$3]++ }
        $2 == "Test" && $3 != "case" && / (passed|failed) after / { running[$3]-- }
        END { for (name in running) if (running[name] > 0) print "  " name }' "$1" | sort
}

# In these, servers of other databases start, are killed and come back. Beside the tests of our own server, whose answers
# have deadlines too, all would wait for the two cores: they run by themselves, after the rest.
engine_tests='^StoreTests\.(VectorIndexTests|EngineIndexesTests|MilvusTests|MilvusFaultTests|PostgresFaultTests)/|^CommandLineTests\.EngineTests/|^RapportBenchTests\.EnginesCommandTests/'

# Builds with the options before `--`, runs the tests with those after it, sets `outcome` to one line.
run_tests() {
    local scratch=$1 log status=0 options=() passed failed watcher
    outcome="the build failed"
    shift
    while [[ $1 != -- ]]; do options+=("$1") && shift; done
    shift
    build "$scratch" "${options[@]}" --build-tests || return 1
    # The build wants to be told what to instrument; the test run would only repeat our own report.
    options=("${options[@]/--enable-code-coverage/--disable-code-coverage}")
    log=$scratch/rapport-test.log
    rm -rf -- "$scratch/coverage"
    watch_tests "$scratch" "$test_limit_seconds" </dev/null >/dev/null 2>&1 &
    watcher=$!
    : >"$log"
    one_pass() {
        run "$swift" test --package-path "$root" --scratch-path "$scratch" "${options[@]}" --skip-build \
            --disable-xctest "$@" 2>&1 | tee -a -- "$log" || status=$?
    }
    if (($# > 0)); then one_pass "$@"; else one_pass --skip "$engine_tests" && one_pass --filter "$engine_tests"; fi
    kill "$watcher" 2>/dev/null || true
    [[ ! -d $scratch/coverage ]] || print_coverage "$scratch"
    # Neither the closing line of the run nor that of one case of a test is the line of a test.
    read -r passed failed < <(awk '/ Test (run with|case passing) / { next }
        / Test .* passed after / { passed++ } / Test .* failed after / { failed++ }
        END { print passed + 0, failed + 0 }' "$log")
    outcome="$passed passed, $failed failed"
    if ((status != 0 && failed == 0)); then
        outcome+=", and the runner ended with exit code $status"
        say "rapport: these tests began and did not end (the limit is $test_limit_seconds s):"
        unfinished_tests "$log" >&2
    fi
    if ((status == 0 && passed == 0)); then outcome+=": no test ran" && status=1; fi
    return "$status"
}

test_suite() {
    # Four files at most, into which the many processes of the tests merge what they counted.
    LLVM_PROFILE_FILE=$root/.build/tests/coverage/%4m.profraw \
        run_tests "$root/.build/tests" -c release --enable-code-coverage -- "$@"
}

test_sanitized() {
    local sanitizer=$1
    shift
    ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=0 \
        run_tests "$root/.build/$sanitizer" -c release "--sanitize=$sanitizer" -- --filter "$core_tests" "$@"
}

test_long() {
    local status=0 result sanitizer
    export RAPPORT_LONG=1
    test_limit_seconds=86400
    result="commit $(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)"
    [[ -z $(git -C "$root" status --porcelain 2>/dev/null) ]] || result+=" with local changes"
    result+=$'\n'"started $(date -u +%FT%TZ)"
    test_suite "$@" || status=1
    result+=$'\n'"suite: $outcome"
    for sanitizer in thread address; do
        test_sanitized "$sanitizer" || status=1
        result+=$'\n'"$sanitizer sanitizer: $outcome"
    done
    result+=$'\n'"ended $(date -u +%FT%TZ)"
    mkdir -p -- "$cache"
    printf '%s\n' "$result" | tee -- "$long_result"
    outcome="recorded in $long_result"
    return "$status"
}

test_command() {
    local mode=suite sanitizer='' rest=() status=0
    for word in "$@"; do
        case $word in
            --long) mode=long ;;
            --last) mode=last ;;
            --sanitize=thread | --sanitize=address) mode=sanitized sanitizer=${word#*=} ;;
            --sanitize*) say "rapport: --sanitize takes =thread or =address" && exit 2 ;;
            *) rest+=("$word") ;;
        esac
    done
    if [[ $mode == last ]]; then
        [[ -e $long_result ]] || die "there is no result of a long run: run ./rapport test --long"
        cat -- "$long_result" && return
    fi
    # The tests of the page drive a real browser, and end it by name; the README's examples use curl, the load test wrk.
    packages+=(chromium chromium-driver procps curl wrk)
    set_up_packages
    need_python "$root/Tests/TestSupport/python-requirements.txt"
    need_model
    set_up_plotly || die "plotly could not be fetched from PyPI; run this again when PyPI can be reached"
    find_plotly
    export RAPPORT_MODEL_DIR=$model_dir
    case $mode in
        suite) test_suite "${rest[@]}" || status=$? ;;
        sanitized) test_sanitized "$sanitizer" "${rest[@]}" || status=$? ;;
        long) test_long "${rest[@]}" || status=$? ;;
    esac
    echo "$outcome"
    return "$status"
}
