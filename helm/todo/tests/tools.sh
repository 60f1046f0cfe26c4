# shellcheck shell=bash
# The programs that the tests call, at fixed versions, in a cache folder outside the repository. To be sourced.
tools_home=${XDG_CACHE_HOME:-$HOME/.cache}/shipmate-tools
lab_bin=${LAB_HOME:-$HOME/.cache/lab}/bin

declare -A go_tools=(
  [helm]=helm.sh/helm/v3/cmd/helm@v3.22.0
  [helm-docs]=github.com/norwoodj/helm-docs/cmd/helm-docs@v1.14.2
  [age]=filippo.io/age/cmd/age@v1.3.2
  [age-keygen]=filippo.io/age/cmd/age-keygen@v1.3.2
  [sops]=github.com/getsops/sops/v3/cmd/sops@v3.13.3
)

need_tools() { # name…; afterwards each is on the PATH
  local tool
  PATH=$PATH:$tools_home/bin:$lab_bin
  for tool in "$@"; do
    command -v "$tool" >/dev/null && continue
    command -v go >/dev/null || { echo "There is no $tool on the PATH, and no Go to install ${go_tools[$tool]} with: install one of them." >&2; return 1; }
    echo "installing $tool (once)" >&2
    GOBIN=$tools_home/bin CGO_ENABLED=0 go install -trimpath -ldflags='-s -w' "${go_tools[$tool]}" ||
      { echo "Could not install ${go_tools[$tool]}. Install $tool and put it on the PATH." >&2; return 1; }
  done
}

need_python() { # requirements file; afterwards python is one that has them
  local venv
  venv=$tools_home/python-$(sha256sum "$1" | cut -c1-12)
  if [ ! -x "$venv/bin/pytest" ]; then
    rm -rf "$venv"
    { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --requirement "$1"; } ||
      { rm -rf "$venv"; echo "Could not install $1 into $venv: see pip's message above." >&2; return 1; }
  fi
  PATH=$venv/bin:$PATH
}
