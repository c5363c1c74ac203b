# kaohe：make run 建好并打开网站，make test 跑测试；各自装好所需的一切。
# make run builds everything and serves it; make test runs the tests; each sets up what it needs.

PYTHON ?= python3
PORT ?= 8001
HOST ?= 127.0.0.1
DATA ?= data
FUZZ_SECONDS ?= 1800
BENCH ?= --write docs

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
ROOMS := extractors normalizers pipeline publishing

.PHONY: help run build check setup setup-dev test fuzz coverage audit docs bench lint format lock clean reference dvc browser screenshots

help:  ## 列出这些命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 14

run: build  ## 建好数据库，在 http://127.0.0.1:8001 打开网站，Ctrl-C 停止（PORT= 换端口）
	@$(BIN)/kaohe serve --data $(DATA) --host $(HOST) --port $(PORT)

build: $(RUN)  ## 建好数据库和导出文件
	@$(BIN)/kaohe run --data $(DATA) --allow-findings

check: build  ## 检查数据库应当满足的各项条件
	@$(BIN)/kaohe check --files --data $(DATA)

setup: $(RUN)  ## 只安装

setup-dev: $(DEV)  ## 安装开发和测试所需的一切

test: $(DEV)  ## 跑测试
	@$(BIN)/python -m pytest

fuzz: $(DEV)  ## 长时间用损坏的文件和文字试程序（FUZZ_SECONDS= 秒数，缺省 1800），找到的问题存入 build/fuzz
	@$(BIN)/python tests/fuzz --seconds $(FUZZ_SECONDS) --seed $$(date +%s)

browser:  ## 网页测试要用的浏览器和中文字体：没有又能装（Debian，root）就装
	@command -v chromium chromium-browser google-chrome >/dev/null || \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; } || \
		echo "没有 Chromium，网页测试将跳过。Debian 上：apt-get install chromium fonts-noto-cjk" >&2

screenshots: $(DEV) build  ## 重拍 README 中的网页图
	@$(BIN)/python tests/publishing/screenshots.py $(DATA)/db/kaohe.db docs/images

lint: $(DEV)  ## 检查代码和依赖
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(AUDIT)

format: $(DEV)  ## 整理代码格式
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

reference: $(RUN)  ## 由结构说明重写 docs/ 中的数据字典和 JSON Schema
	@$(BIN)/python -m pipeline.reference docs

docs: $(DEV) reference  ## 把文档建成网站，放在 site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

coverage: $(DEV)  ## 跑测试并量覆盖率，不到 90% 算失败
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --cov-fail-under=90

audit: $(DEV)  ## 用 pip-audit 对照漏洞库核对锁定的版本（要联网，连不上不算失败）
	@$(AUDIT)
AUDIT = $(BIN)/python .ci/audit.py requirements-dev.lock $(BIN)/pip-audit

bench: $(DEV) build  ## 量速度、内存、准确率，与同类软件比较，写成 docs/benchmarks.md（BENCH=--short 只查读得对不对）
	@$(BIN)/python -m bench $(BENCH)

dvc: $(DEV)  ## 用 DVC 逐步重跑
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/dvc repro

lock: $(BIN)/python  ## 重写两个锁定文件（要联网）
	@$(PIP) install uv
	@printf "hatchling\neditables\n" | $(BIN)/uv pip compile pyproject.toml - -o requirements.lock $(LOCK_OPTIONS)
	@printf "hatchling\neditables\n" | $(BIN)/uv pip compile pyproject.toml - --extra dev -c requirements.lock \
		-o requirements-dev.lock $(LOCK_OPTIONS)
LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--no-annotate

clean:  ## 删去生成的数据（data/raw 和 data/corrections 不动）
	@rm -rf $(DATA)/items $(DATA)/rules $(DATA)/links $(DATA)/db $(DATA)/exports $(DATA)/.kaohe-cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "错误：需要 Python 3.11 或更新版本；用 make PYTHON=python3.12 指明。" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "安装……"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "安装（含测试所需）……"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN)
