# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What restoring needs comes first: it changes seldom, so its layer is kept.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY build/ build/
COPY src/AfterSales.Domain/AfterSales.Domain.csproj src/AfterSales.Domain/
COPY src/AfterSales.Application/AfterSales.Application.csproj src/AfterSales.Application/
COPY src/AfterSales.Web/AfterSales.Web.csproj src/AfterSales.Web/
RUN dotnet restore src/AfterSales.Web
COPY src/ src/
RUN dotnet publish src/AfterSales.Web -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends curl fonts-noto-cjk libvips42 tzdata \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown "$APP_UID" /data
ENV ASPNETCORE_URLS=http://+:8080 \
    AFTERSALES_DATA=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD curl --fail --silent --output /dev/null http://localhost:8080/healthz
ENTRYPOINT ["dotnet", "AfterSales.Web.dll"]
