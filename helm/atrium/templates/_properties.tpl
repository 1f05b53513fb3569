{{/*
The services' configuration files. A checksum of each is an annotation of the pods that read it, so that a change rolls them.
config_ordinal puts them above the application's own defaults and below environment variables.
*/}}

{{- define "atrium.hubProperties" -}}
config_ordinal=275
atrium.hub.origin={{ include "atrium.hubOrigin" . }}
atrium.hub.ide-origin={{ include "atrium.ideOrigin" . }}
atrium.hub.app-origin={{ include "atrium.appOrigin" . }}
atrium.hub.internal-hosts={{ include "atrium.hubAuthority" . }}
atrium.hub.storage-url={{ include "atrium.initServiceUrl" . }}
atrium.hub.signing-key=/etc/atrium/keys/signing-key
atrium.hub.admin-token=/etc/atrium/admin/token
atrium.hub.sign-in=token
atrium.hub.person=admin
atrium.hub.cluster={{ .Values.cluster }}
atrium.hub.repl-namespace={{ include "atrium.replNamespace" . }}
{{- with .Values.watchNamespaces }}
atrium.hub.watch-namespaces={{ join "," . }}
{{- end }}
{{ include "atrium.property" (list "quarkus.datasource.jdbc.url" (include "atrium.jdbcUrl" .)) }}
{{- include "atrium.settings" .Values.hub.settings }}
{{- end }}

{{- define "atrium.operatorProperties" -}}
config_ordinal=275
atrium.operator.cluster={{ .Values.cluster }}
atrium.operator.namespace={{ .Release.Namespace }}
atrium.operator.hub-origin={{ include "atrium.hubOrigin" . }}
atrium.operator.hub-url=http://{{ include "atrium.hubAuthority" . }}
atrium.operator.storage-url={{ include "atrium.initServiceUrl" . }}
atrium.operator.ide-origin={{ include "atrium.ideOrigin" . }}
atrium.operator.app-origin={{ include "atrium.appOrigin" . }}
atrium.operator.runner-image={{ include "atrium.image" (dict "root" . "image" .Values.runner.image) }}
atrium.operator.image-pull-policy={{ .Values.image.pullPolicy }}
{{- with .Values.image.pullSecrets }}
atrium.operator.image-pull-secrets={{ join "," . }}
{{- end }}
atrium.operator.lease={{ include "atrium.operator" . }}
atrium.operator.signing-key=/etc/atrium/keys/signing-key
atrium.operator.jwks-config-map={{ include "atrium.jwksConfigMap" . }}
{{- with .Values.watchNamespaces }}
atrium.operator.watch-namespaces={{ join "," . }}
{{- end }}
{{- with .Values.ingress.className }}
atrium.operator.ingress-class={{ . }}
{{- end }}
{{- with .Values.tls.secretName }}
atrium.operator.tls-secret={{ . }}
{{- end }}
{{ include "atrium.property" (list "atrium.operator.ingress-annotations" (toJson .Values.ingress.annotations)) }}
{{- with .Values.runner.resources }}
atrium.operator.resources.requested-cpu={{ .requests.cpu }}
atrium.operator.resources.requested-memory={{ .requests.memory }}
atrium.operator.resources.requested-storage={{ index .requests "ephemeral-storage" }}
atrium.operator.resources.cpu={{ .limits.cpu }}
atrium.operator.resources.memory={{ .limits.memory }}
atrium.operator.resources.scratch={{ index .limits "ephemeral-storage" }}
{{- end }}
{{- include "atrium.settings" .Values.operator.settings }}
{{- end }}

{{- define "atrium.initServiceProperties" -}}
config_ordinal=275
{{ include "atrium.property" (list "atrium.storage.endpoint" (include "atrium.s3Endpoint" .)) }}
atrium.storage.region={{ .Values.s3.region }}
atrium.storage.bucket={{ .Values.s3.bucket }}
atrium.storage.jwks=/etc/atrium/jwks/jwks.json
{{- include "atrium.settings" .Values.initService.settings }}
{{- end }}

{{/* A line of a Java properties file. Takes a list of key and value; ${ is escaped, because Quarkus would expand it. */}}
{{- define "atrium.property" -}}
{{- $key := index . 0 | replace "\\" "\\\\" | replace ":" "\\:" | replace "=" "\\=" | replace " " "\\ " -}}
{{ $key }}={{ index . 1 | toString | replace "\\" "\\\\" | replace "\n" "\\n" | replace "${" "\\\\${" }}
{{- end }}

{{/* The settings that a person adds come last; they win in a properties file. */}}
{{- define "atrium.settings" -}}
{{- range $key, $value := . }}
{{ include "atrium.property" (list $key $value) }}
{{- end }}
{{- end }}
