{{/* What all pods of ours have in common; Pod Security `restricted` asks for most of it. */}}

{{/* Takes a user id. */}}
{{- define "atrium.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "atrium.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Takes a component's values. */}}
{{- define "atrium.scheduling" -}}
{{- $placement := dict }}
{{- range $key := list "nodeSelector" "tolerations" "affinity" }}
{{- with index $ $key }}{{ $_ := set $placement $key . }}{{ end }}
{{- end }}
{{- with $placement }}{{ toYaml . }}{{ end }}
{{- end }}

{{- define "atrium.pullSecrets" -}}
{{- with .Values.image.pullSecrets -}}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Quarkus' health endpoints. A start gets three minutes, because others may have to come up first; after that readiness
decides about traffic and liveness about a restart. */}}
{{- define "atrium.probes" -}}
startupProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 1
  timeoutSeconds: 3
  failureThreshold: 180
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}

{{/* Replicas stay apart where they can. Takes a dict of root and component. */}}
{{- define "atrium.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "atrium.selector" . | nindent 8 }}
{{- end }}
