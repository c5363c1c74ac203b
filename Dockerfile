FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/kaohe \
    && /opt/kaohe/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY extractors extractors
COPY normalizers normalizers
COPY pipeline pipeline
COPY publishing publishing
RUN /opt/kaohe/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
COPY --from=build /opt/kaohe /opt/kaohe
ENV PATH=/opt/kaohe/bin:$PATH PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kaohe
USER 10001
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8001/documents', timeout=4)"]
CMD ["kaohe", "serve", "--data", "/data", "--host", "0.0.0.0"]
