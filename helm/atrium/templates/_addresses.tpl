{{/* Where things answer. Browsers use the origins; pods use the services' names. */}}

{{- define "atrium.port" -}}
{{- $own := ternary 443 80 (eq .Values.scheme "https") -}}
{{- if and .Values.port (ne (int .Values.port) $own) }}:{{ int .Values.port }}{{ end }}
{{- end }}

{{- define "atrium.hubOrigin" -}}
{{ .Values.scheme }}://{{ .Values.hub.host }}{{ include "atrium.port" . }}
{{- end }}
{{- define "atrium.ideOrigin" -}}
{{ .Values.scheme }}://{id}.{{ .Values.ideDomain }}{{ include "atrium.port" . }}
{{- end }}
{{- define "atrium.appOrigin" -}}
{{ .Values.scheme }}://{id}.{{ .Values.appDomain }}{{ include "atrium.port" . }}
{{- end }}

{{- define "atrium.hubAuthority" -}}
{{ include "atrium.hub" . }}.{{ .Release.Namespace }}.svc:8080
{{- end }}
{{- define "atrium.initServiceUrl" -}}
http://{{ include "atrium.initService" . }}.{{ .Release.Namespace }}.svc:8080
{{- end }}

{{- define "atrium.jdbcUrl" -}}
{{- if .Values.postgresql.bundled -}}
jdbc:postgresql://{{ include "atrium.postgresql" . }}.{{ .Release.Namespace }}.svc:5432/atrium
{{- else -}}
{{ .Values.postgresql.url }}
{{- end }}
{{- end }}

{{- define "atrium.s3Endpoint" -}}
{{- if .Values.s3.bundled -}}
http://{{ include "atrium.s3" . }}.{{ .Release.Namespace }}.svc:7070
{{- else -}}
{{ .Values.s3.endpoint }}
{{- end }}
{{- end }}

{{/* The ports of servers outside the release, for NetworkPolicies. */}}
{{- define "atrium.jdbcPort" -}}
{{- regexFind "^[^/]*//[^/]*:[0-9]+" (include "atrium.jdbcUrl" .) | regexFind "[0-9]+$" | default "5432" }}
{{- end }}
{{- define "atrium.s3Port" -}}
{{- $url := urlParse (include "atrium.s3Endpoint" .) -}}
{{- regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "443" "80" (eq $url.scheme "https")) }}
{{- end }}
