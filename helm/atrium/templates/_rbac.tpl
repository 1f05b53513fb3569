{{/*
Rights over Repls: cluster-wide, or only in the watched namespaces. The names carry no release, so that Helm refuses a second
release that would look after the same Repls.
*/}}
{{- define "atrium.rights" }}
{{- $meta := dict "root" .root "component" .component }}
{{- $kind := ternary "Role" "ClusterRole" (gt (len .root.Values.watchNamespaces) 0) }}
{{- range $namespace := default (list "") .root.Values.watchNamespaces }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: atrium-{{ $.component }}
  {{- with $namespace }}
  namespace: {{ . | quote }}
  {{- end }}
  labels:
    {{- include "atrium.labels" $meta | nindent 4 }}
rules:
  {{- $.rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: atrium-{{ $.component }}
  {{- with $namespace }}
  namespace: {{ . | quote }}
  {{- end }}
  labels:
    {{- include "atrium.labels" $meta | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: atrium-{{ $.component }}
subjects:
  - kind: ServiceAccount
    name: {{ $.account }}
    namespace: {{ $.root.Release.Namespace | quote }}
{{- end }}
{{- end }}
