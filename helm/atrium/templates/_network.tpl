{{/* Parts of NetworkPolicies. */}}

{{/* Takes a dict of root, component and the lists ingress and egress as YAML. */}}
{{- define "atrium.networkPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "atrium.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "atrium.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- with .ingress }}
  ingress:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with .egress }}
  egress:
    {{- . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "atrium.peer" -}}
- podSelector:
    matchLabels:
      {{- include "atrium.selector" . | nindent 6 }}
{{- end }}

{{/* The pods of Repls, in whatever namespace they are. */}}
{{- define "atrium.replPeer" -}}
- namespaceSelector: {}
  podSelector:
    matchLabels: {app.kubernetes.io/name: atrium-repl}
{{- end }}

{{- define "atrium.dnsEgress" -}}
- ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end }}

{{- define "atrium.apiEgress" -}}
- ports:
    {{- range .Values.networkPolicy.apiServerPorts }}
    - {protocol: TCP, port: {{ . }}}
    {{- end }}
{{- end }}

{{- define "atrium.metricsIngress" -}}
{{- with .Values.networkPolicy.metricsFrom }}
- from:
    {{- toYaml . | nindent 4 }}
  ports:
    - {protocol: TCP, port: 8080}
{{- end }}
{{- end }}
