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
ENV PATH=/opt/kaohe/bin:$PATH PYTHONDONTWRITEBYTECODE=1
RUN useradd --system kaohe
USER kaohe
EXPOSE 8001
CMD ["kaohe", "serve", "--data", "/data", "--host", "0.0.0.0"]
