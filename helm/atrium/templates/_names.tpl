{{/* Names and labels. The longest suffix, -init-service, has to fit into the 63 characters of a DNS label. */}}

{{- define "atrium.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 48 | trimSuffix "-" }}
{{- end }}

{{- define "atrium.fullname" -}}
{{- $name := include "atrium.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 48 | trimSuffix "-" }}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" }}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 48 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "atrium.hub" -}}{{ include "atrium.fullname" . }}-hub{{- end }}
{{- define "atrium.operator" -}}{{ include "atrium.fullname" . }}-operator{{- end }}
{{- define "atrium.initService" -}}{{ include "atrium.fullname" . }}-init-service{{- end }}
{{- define "atrium.postgresql" -}}{{ include "atrium.fullname" . }}-postgresql{{- end }}
{{- define "atrium.s3" -}}{{ include "atrium.fullname" . }}-s3{{- end }}

{{/* Published by the operator when it runs, mounted by init-service. */}}
{{- define "atrium.jwksConfigMap" -}}{{ include "atrium.fullname" . }}-jwks{{- end }}

{{- define "atrium.replNamespace" -}}
{{- default (printf "%s-repls" (include "atrium.fullname" .)) .Values.replNamespace.name }}
{{- end }}

{{- define "atrium.signingKeySecret" -}}
{{- default (printf "%s-keys" (include "atrium.fullname" .)) .Values.signingKey.existingSecret }}
{{- end }}
{{- define "atrium.adminTokenSecret" -}}
{{- default (printf "%s-admin" (include "atrium.fullname" .)) .Values.adminToken.existingSecret }}
{{- end }}
{{- define "atrium.postgresqlSecret" -}}
{{- default (include "atrium.postgresql" .) .Values.postgresql.existingSecret }}
{{- end }}
{{- define "atrium.s3Secret" -}}
{{- default (include "atrium.s3" .) .Values.s3.existingSecret }}
{{- end }}

{{/* What a selector finds a component's pods by; never changes. Takes a dict of root and component. */}}
{{- define "atrium.selector" -}}
app.kubernetes.io/name: {{ include "atrium.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "atrium.labels" -}}
{{ include "atrium.selector" . }}
app.kubernetes.io/part-of: atrium
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* An image of ours. Takes a dict of root and image. */}}
{{- define "atrium.image" -}}
{{- $common := .root.Values.image -}}
{{- $tag := coalesce .image.tag $common.tag .root.Chart.AppVersion -}}
{{- $name := printf "%s/%s" (default $common.registry .image.registry) .image.repository -}}
{{- if .image.digest }}{{ printf "%s@%s" $name .image.digest }}{{ else }}{{ printf "%s:%s" $name $tag }}{{ end }}
{{- end }}
